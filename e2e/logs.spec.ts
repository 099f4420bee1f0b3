/** The log of calls: from the request id that an answer named to what was asked, and what to mend. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";
import { expect, test } from "./support/fixtures";
import { aMember, anOrganization, signInAs } from "./support/staff";

const run = promisify(execFile);

/** Calls as a developer does who reads the guide, and answers what came back. */
async function curl(environment: Record<string, string>, command: string) {
  const { stdout } = await run("sh", ["-c", `${command} --silent`], {
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout);
}

async function aKey(ctx: Context): Promise<string> {
  const { secret } = await createApiKey(ctx, { name: "CRM", scopes: ["*"], expiresAt: null });
  return secret;
}

/** The log is written a second after the answers; what is typed narrows it a moment later. */
async function search(page: Page, text: string, rows: number): Promise<void> {
  await expect(async () => {
    await page.goto("/developers/logs");
    await page.getByLabel("Path or request id").fill(text);
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe(text);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(page.getByRole("row")).toHaveCount(rows + 1, { timeout: 3_000 });
  }).toPass();
}

test("a refused call by curl is found by its request id, tells the field, and can be sent again", async ({
  ctx,
  page,
  baseURL,
  signIn,
}) => {
  const environment = { FLORIN_URL: baseURL ?? "", FLORIN_API_KEY: await aKey(ctx) };
  const body = { external_id: "acme", email: "ada", metadata: { api_key: "hunter2" } };
  const refused = await curl(
    environment,
    `curl "$FLORIN_URL/v1/customers" -H "x-api-key: $FLORIN_API_KEY" \\
       -H 'content-type: application/json' -d '${JSON.stringify(body)}'`,
  );
  expect(refused.code).toBe("validation_error");
  const requestId = refused.instance.replace("urn:request:", "");
  await signIn("DEVELOPER");
  await search(page, requestId, 1);

  await page.getByRole("heading", { name: "Logs" }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "POST /customers" });
  await expect(sheet.getByRole("listitem")).toContainText(["email:"]);
  await expect(sheet).toContainText("validation_error");
  await expect(sheet.getByRole("term").filter({ hasText: "Key" })).toBeVisible();
  await expect(sheet).toContainText("CRM");
  expect(new URL(page.url()).searchParams.get("row")).toMatch(/^req_/);
  const told = async (name: string) =>
    (await sheet.getByRole("region", { name, exact: true }).textContent()) ?? "";
  expect(JSON.parse(await told("request"))).toEqual({
    ...body,
    metadata: { api_key: "[redacted]" },
  });
  expect(JSON.parse(await told("answer"))).toEqual(refused);
  await expect(sheet).not.toContainText("hunter2");
  const again = await curl(environment, await told("curl"));
  expect(again.errors).toEqual(refused.errors);
  for (const name of ["request id", "request", "answer", "curl"]) {
    await expect(sheet.getByRole("button", { name: `Copy ${name}`, exact: true })).toBeVisible();
  }

  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.getByLabel("Path or request id")).toHaveValue(requestId);
});

test("of a call that went well nothing is kept but that it was made", async ({
  page,
  request,
  api,
  signIn,
}) => {
  await api.made("/customers", { external_id: "flex-1" });
  const answer = await request.get("/v1/customers", { headers: { "x-api-key": "fl_live_x" } });
  expect(answer.status()).toBe(401);
  await signIn("DEVELOPER");
  await search(page, "/customers", 1);

  await page.getByRole("combobox", { name: "Status" }).selectOption("4xx");
  await expect(page.getByText("No call matches")).toBeVisible();
  await page.getByRole("combobox", { name: "Status" }).selectOption("");
  await page.getByRole("link", { name: "POST /customers" }).click();
  const sheet = page.getByRole("dialog", { name: "POST /customers" });
  await expect(sheet.getByRole("status")).toContainText("The call went well");
  await expect(sheet).toContainText("Test");
  await sheet.getByRole("link", { name: "Calls with this id" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByLabel("Path or request id")).not.toHaveValue("/customers");
  await expect(page.getByRole("row")).toHaveCount(2);

  const file = await page.request.get(`/developers/logs/export${new URL(page.url()).search}`);
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(",POST,/customers,201,");
  const none = await page.request.get("/developers/logs/export?status=4xx");
  expect((await none.text()).trim().split("\r\n")).toHaveLength(1);
});

test("a row is opened on a phone, and none of another organization", async ({
  page,
  api,
  signIn,
}) => {
  const { headers } = await api.post("/customers", { external_id: 7 });
  await signIn("DEVELOPER");
  await page.setViewportSize({ width: 390, height: 844 });
  await search(page, String(headers["x-request-id"]), 1);
  await page.getByRole("link", { name: "POST /customers" }).click();
  const sheet = page.getByRole("dialog", { name: "POST /customers" });
  await expect(sheet.getByRole("listitem")).toContainText(["external_id:"]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);

  const address = page.url();
  await signInAs(page.context(), await aMember(await anOrganization("LIVE"), "OWNER"));
  await page.goto(address);
  await expect(page.getByText("No call matches")).toBeVisible();
  await expect(sheet).toBeHidden();
});
