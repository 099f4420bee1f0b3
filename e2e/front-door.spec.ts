import { expect, test } from "@playwright/test";

test("every page has a policy of its own, and its scripts carry that policy's nonce", async ({
  page,
}) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") refused.push(message.text());
  });

  const first = await page.goto("/sign-in");
  const policy = first?.headers()["content-security-policy"] ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];

  expect(nonce).toBeTruthy();
  expect(
    await page
      .locator("script[src]")
      .first()
      .evaluate((tag) => (tag as HTMLElement).nonce),
  ).toBe(nonce);
  const second = await page.goto("/sign-in");
  expect(second?.headers()["content-security-policy"]).not.toContain(nonce);
  expect(refused).toEqual([]);
});

test("no page may be framed or sniffed", async ({ request }) => {
  const headers = (await request.get("/sign-in")).headers();

  expect(headers["x-frame-options"]).toBe("DENY");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("the process says that it lives, that it is ready, and how it fares", async ({ request }) => {
  expect((await request.get("/healthz")).status()).toBe(200);
  expect((await request.get("/readyz")).status()).toBe(200);
  const metrics = await request.get("/metrics");
  expect(await metrics.text()).toContain("process_resident_memory_bytes");
});

test("whoever claims to come through a proxy does not read the metrics", async ({ request }) => {
  const claimed = await request.get("/metrics", { headers: { "x-forwarded-for": "127.0.0.1" } });

  expect(claimed.status()).toBe(401);
});

test("signing in keeps people on the address they came by", async ({ request, baseURL }) => {
  const origin = (baseURL ?? "").replace("localhost", "127.0.0.1");

  const { csrfToken } = await (await request.get(`${origin}/api/auth/csrf`)).json();
  const answer = await request.post(`${origin}/api/auth/callback/credentials`, {
    form: { csrfToken, email: "nobody@example.com", password: "nothing", json: "true" },
  });

  expect((await answer.json()).url).toMatch(new RegExp(`^${origin}/`));
});
