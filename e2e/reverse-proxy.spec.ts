/** The set-up that the README tells for a reverse proxy: pages, sign-in and actions through it. */
import { request as ask, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type RunningServer, startServer } from "@/lib/testing/running-server";
import { expect, test } from "./support/fixtures";
import { aMember, PASSWORD } from "./support/staff";

/** As proxies do unless told otherwise: it calls the server by the server's own name. */
async function aProxy(): Promise<{ server: Server; url: string; lead: (to: URL) => void }> {
  let target: URL | undefined;
  const server = createServer((came, answer) => {
    const headers = { ...came.headers, "x-forwarded-for": "203.0.113.7", host: target?.host };
    const asked = ask(
      { port: target?.port, path: came.url, method: came.method, headers },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    asked.on("error", () => answer.destroy());
    came.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ server, url },
    lead: (to) => {
      target = to;
    },
  };
}

test("behind a proxy that knows nothing of Florin, people sign in and act", async ({
  browser,
  ctx,
  database,
}) => {
  // Another server starts first.
  test.slow();
  const people = await browser.newContext();
  const page = await people.newPage();
  const proxy = await aProxy();
  let behind: RunningServer | undefined;
  try {
    behind = await startServer({
      ...{ DATABASE_URL: database, NEXTAUTH_URL: proxy.url, TRUST_PROXY: "true" },
      ...{ NEXTAUTH_SECRET: "a secret of this test alone", FLORIN_ROLES: "web,api" },
    });
    proxy.lead(new URL(behind.url));
    const email = await aMember(ctx, "DEVELOPER");
    await page.goto(`${proxy.url}/sign-in`);
    await page.getByLabel("Email").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${proxy.url}/`);

    await page.goto(`${proxy.url}/developers/keys?do=new`);
    const making = page.getByRole("dialog", { name: "New API key" });
    await making.getByLabel("Name").fill("Through the proxy");
    await making.getByRole("button", { name: "Make key" }).click();
    await expect(page.getByRole("dialog", { name: "Your new key" })).toBeVisible();
    expect(page.url().startsWith(`${proxy.url}/`)).toBe(true);
  } finally {
    await people.close();
    await behind?.stop();
    proxy.server.closeAllConnections();
    proxy.server.close();
  }
});
