/** The API's reference: read by anybody, by itself, on any screen. */
import { expect, test } from "./support/fixtures";

test("a developer finds an operation without signing in, and what its refusals mean", async ({
  page,
}) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API reference");
  const count = page.getByRole("status").filter({ hasText: "operations" });
  await expect(count).toHaveText(/^1\d\d operations$/);

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
