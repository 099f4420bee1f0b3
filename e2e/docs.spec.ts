/** The API's reference: read by anybody, by itself, on any screen. */
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { expect, test } from "./support/fixtures";

test("a developer finds an operation without signing in, and what its refusals mean", async ({
  page,
}) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API reference");
  const count = page.getByRole("status").filter({ hasText: "operations" });
  await expect(count).toHaveText(/^\d{3} operations$/);

  await page.getByRole("searchbox", { name: "Filter operations" }).fill("take capture hold");
  await expect(count).toHaveText("2 operations");
  await expect(page).toHaveURL(/\?q=take/);
  await page.getByRole("link", { name: "POST /holds/{holdId}/capture Take" }).click();

  await expect(page).toHaveURL(/\/docs\/api\/holds#post_holds_holdId_capture$/);
  const capture = page.getByRole("region", { name: /^Take what a hold set aside/ });
  await expect(capture).toContainText("wallets:write");
  await expect(capture.getByRole("region", { name: /^the call of/ })).toContainText(
    '"idempotency_key"',
  );
  await capture.getByRole("link", { name: "insufficient_credits" }).click();
  await expect(page).toHaveURL(/\/docs\/api#error-insufficient_credits$/);
  await expect(page.locator("#error-insufficient_credits")).toBeInViewport();
  await expect(page.locator("#error-insufficient_credits")).toContainText("Nothing was taken");
});

test("the type of a problem leads to its words", async ({ page, client }) => {
  const path = { customerId: "cus_nobody" };
  const { error } = await client.GET("/customers/{customerId}", { params: { path } });
  await page.goto(error?.type ?? "");

  await expect(page.locator("#error-not_found")).toBeInViewport();
});

test("the example of an operation is a call that works", async ({ page, client }) => {
  await page.goto("/docs/api/customers#post_customers");
  const create = page.getByRole("region", { name: "Create a customer" });
  const call = await create.getByRole("region", { name: /^the call of/ }).textContent();
  const body = JSON.parse(/-d '([\s\S]+)'$/.exec(call ?? "")?.[1] ?? "{}");
  const { data, response } = await client.POST("/customers", { body });

  expect(response.status).toBe(201);
  expect(data?.external_id).toBe(body.external_id);
});

test("an operation is tried from its page: read with the session, written with a test key alone", async ({
  page,
  api,
  signIn,
  guards,
}) => {
  await api.made("/customers", { external_id: "acme", name: "Acme GmbH" });
  await signIn("VIEWER");
  await page.goto("/docs/api/customers");
  const list = page.locator("#get_customers");
  await list.getByText("Try it").click();
  await list.getByLabel("limit").fill("1");
  await list.getByRole("button", { name: "Send GET" }).click();
  const read = list.getByRole("region", { name: "Answer of GET /customers", exact: true });
  await expect(read.getByRole("status")).toContainText("200");
  await expect(read).toContainText('"external_id": "acme"');

  const create = page.locator("#post_customers");
  await create.getByText("Try it").click();
  await create.getByLabel("Key").first().fill("fl_live_anything");
  await create.getByRole("button", { name: "Send POST" }).click();
  await expect(create).toContainText("nothing live is changed from this page");
  guards.expectStatus(401);
  await create.getByLabel("Key").first().fill("fl_test_unknown");
  await create.getByRole("button", { name: "Send POST" }).click();
  const refused = create.getByRole("region", { name: "Answer of POST /customers", exact: true });
  await expect(refused.getByRole("status")).toContainText("401");
});

test.describe("in a sandbox", () => {
  test.use({ mode: "TEST" });

  test("a test key writes from the reference what it may", async ({ page, ctx, api }) => {
    const { secret } = await createApiKey(ctx, { name: "Try", scopes: ["*"], expiresAt: null });
    await page.goto("/docs/api/customers");
    const create = page.locator("#post_customers");
    await create.getByText("Try it").click();
    await create.getByLabel("Key").first().fill(secret);
    await create.getByLabel("Body").fill('{"external_id": "tried"}');
    await create.getByRole("button", { name: "Send POST" }).click();
    const answer = create.getByRole("region", { name: "Answer of POST /customers", exact: true });
    await expect(answer.getByRole("status")).toContainText("201");
    expect((await api.get("/customers/external/tried")).status).toBe(200);
  });
});

test("no page of it is wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/docs/api", "/docs/api/wallets", "/docs/api/events"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, path).toBeLessThanOrEqual(390);
  }
});

test("a group that is not there is not found, and the dashboard leads here", async ({
  page,
  signIn,
  guards,
}) => {
  guards.expectStatus(404);
  expect((await page.goto("/docs/api/nothing"))?.status()).toBe(404);

  await signIn("DEVELOPER");
  await page.goto("/developers/keys");
  await page.getByRole("main").getByRole("link", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API reference");
});
