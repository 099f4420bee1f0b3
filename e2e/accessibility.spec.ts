/** Pages that no shop shows: empty lists, signing in, a page that is not there, forms with faults. */
import { findingsOn } from "./support/axe";
import { expect, test } from "./support/fixtures";
import { openScreen } from "./support/screens";

test.describe.configure({ timeout: 600_000 });

test("no empty list has a fault", async ({ page, signIn }) => {
  await signIn("OWNER");
  for (const path of [
    "/",
    "/customers",
    "/features",
    "/plans",
    "/packs",
    "/subscriptions",
    "/invoices",
    "/ledger",
    "/holds",
  ]) {
    await openScreen(page, { path });
    expect.soft(await findingsOn(page), path).toEqual([]);
  }
});

test("signing in, a page that is not there and forms with faults have none of their own", async ({
  page,
  signIn,
  guards,
}) => {
  guards.expectStatus(404);
  await openScreen(page, { path: "/sign-in" });
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  expect.soft(await findingsOn(page), "sign-in").toEqual([]);

  await signIn("OWNER");
  await page.goto("/customers/nobody");
  await expect(page.locator("h1").first()).toBeAttached();
  expect.soft(await findingsOn(page), "not found").toEqual([]);
  for (const [path, deed] of [
    ["/features/new", "Create feature"],
    ["/customers/new", "Create customer"],
  ] as const) {
    await openScreen(page, { path });
    await page.getByRole("button", { name: deed }).click();
    await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
    expect.soft(await findingsOn(page), path).toEqual([]);
  }
});
