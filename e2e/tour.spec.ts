/** The navigation: each of its entries leads to its page, on a wide screen and on a phone. */
import { expect, test } from "./support/fixtures";
import { aShop } from "./support/shop";

const REFERENCE = "API reference";
/** Entries that open at the first of several lists are headed by its name. */
const HEADINGS: Readonly<Record<string, string>> = { "Packs & add-ons": "Credit packs" };

test("each entry of the navigation leads to its page", async ({ ctx, api, page, signIn }) => {
  await aShop(ctx, api);
  await signIn("OWNER");
  await page.goto("/");
  const entries = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  const names = await entries.allTextContents();
  expect(names).toEqual([
    "Overview",
    "Customers",
    "Subscriptions",
    "Features",
    "Plans",
    "Packs & add-ons",
    "Invoices",
    "Ledger",
    "Holds",
    "Events",
    "API keys",
    "Logs",
    REFERENCE,
    "Exports",
    "Settings",
  ]);
  // The reference has a frame of its own, and tests of its own.
  for (const name of names.filter((one) => one !== REFERENCE)) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADINGS[name] ?? name);
    const entry = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });
    await expect(entry.and(page.locator("[aria-current]"))).toBeVisible();
  }
});

test("on a phone the navigation opens from its button, and closes behind the choice", async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("SUPPORT");
  await page.goto("/");
  await page.getByRole("button", { name: /menu|navigation/i }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("link", { name: "Customers" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customers");
  await expect(sheet).toBeHidden();
});

test("a mistyped address is told of inside the frame, with a search; who is not signed in is told of it too", async ({
  ctx,
  api,
  page,
  signIn,
  guards,
}) => {
  await aShop(ctx, api);
  guards.expectStatus(404);
  const heading = page.getByRole("heading", { level: 1 });
  const frame = page.getByRole("navigation", { name: "Main" });
  expect((await page.goto("/custmers"))?.status()).toBe(404);
  await expect(heading).toHaveText("There is nothing here");
  await expect(frame).toHaveCount(0);

  await signIn("VIEWER");
  expect((await page.goto("/custmers"))?.status()).toBe(404);
  await expect(heading).toHaveText("There is nothing here");
  await expect(frame).toBeVisible();
  await page.getByRole("searchbox", { name: /^Customer/ }).fill("flex");
  await page.getByRole("button", { name: "Find customer" }).click();
  await expect(heading).toHaveText("Customers");
  await expect(page.getByRole("link", { name: "Flex Corporation" })).toBeVisible();
});
