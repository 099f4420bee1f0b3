/** A sandbox's time: a clock is made, somebody lives on it, and a month passes. */
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

test.use({ mode: "TEST" });

const advanceOn = (page: Page) => page.getByRole("dialog", { name: "Advance the clock" });

test("a developer makes a clock, a customer on it, and lets time pass", async ({
  page,
  api,
  signIn,
}) => {
  await signIn("DEVELOPER");
  await page.goto("/");
  await page.getByRole("link", { name: "Test clocks" }).click();
  await page.getByRole("link", { name: "New clock" }).click();
  await page.getByLabel("Name").fill("Leap year");
  await page.getByLabel("Time", { exact: true }).fill("2024-01-31T00:00:00");
  await page.getByRole("button", { name: "Make clock" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Leap year" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("It says 31 Jan 2024, 00:00:00 UTC");

  await page.getByRole("link", { name: "New customer" }).click();
  await page.getByLabel("External id").fill("leap-1");
  await page.getByRole("button", { name: "Create customer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "On a test clock" })).toContainText(
    "31 Jan 2024, 00:00:00 UTC",
  );
  const wallet = await api.made("/wallets", { external_customer_id: "leap-1", currency: "USD" });
  const end = { expires_at: "2024-02-29T00:00:00Z" };
  await api.made("/credit-grants", {
    ...{ wallet_id: wallet.id, amount: "100", name: "Welcome" },
    ...end,
  });

  await page.getByRole("link", { name: "Open the clock" }).click();
  await page.getByRole("button", { name: "Advance…" }).click();
  await advanceOn(page).getByRole("button", { name: "Next change" }).click();
  await expect(advanceOn(page).getByLabel("To")).toHaveValue(/^2024-02-29T00:00/);
  const preview = advanceOn(page).getByRole("region", { name: "What will happen" });
  await expect(preview).toContainText("Welcome expired");
  await expect(preview).toContainText("100 credits");
  await advanceOn(page).getByRole("button", { name: "Advance", exact: true }).click();

  await expect(page.getByText("It is 29 Feb 2024, 00:00:00 UTC: 1 thing happened")).toBeVisible();
  await expect(
    page.getByRole("listitem").filter({ hasText: "Welcome expired" }).last(),
  ).toContainText("100 credits");
  await page.getByRole("link", { name: "leap-1" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "On a test clock" })).toContainText(
    "29 Feb 2024, 00:00:00 UTC",
  );
});

test("a clock does not go back, and says so where the time is typed", async ({
  page,
  api,
  signIn,
}) => {
  const clock = await api.made("/test-clocks", {
    ...{ name: "Leap year", frozen_at: "2024-01-31T00:00:00Z" },
  });
  await signIn("OWNER");
  await page.goto(`/developers/test-clocks/${clock.id}`);
  await page.getByRole("button", { name: "Advance…" }).click();
  const preview = advanceOn(page).getByRole("region", { name: "What will happen" });
  await expect(preview).toContainText("Nothing is due on the way");
  await advanceOn(page).getByLabel("To").fill("2024-01-30T00:00:00");
  // Pressed while the preview changes, the button stays under the pointer.
  await advanceOn(page).getByRole("button", { name: "Advance", exact: true }).hover();
  await page.mouse.down();
  await expect(preview).toContainText("The clock cannot go there");
  await page.mouse.up();

  await expect(advanceOn(page).getByLabel("To")).toHaveAccessibleDescription(/never goes back/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("main")).toContainText("It says 31 Jan 2024, 00:00:00 UTC");

  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No test clocks yet")).toBeVisible();
});

test.describe("in a live organization", () => {
  test.use({ mode: "LIVE" });

  test("time is the real one: there is no place for clocks, and a way to a sandbox", async ({
    page,
    signIn,
  }) => {
    await signIn("OWNER");
    await page.goto("/developers/test-clocks");

    await expect(page.getByText("Test clocks are for sandboxes")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("organization create");
    await expect(page.getByRole("link", { name: "New clock" })).toHaveCount(0);
    const rail = page.getByRole("navigation", { name: "Main" });
    await expect(rail.getByRole("link", { name: "Ledger" })).toBeVisible();
    await expect(rail.getByRole("link", { name: "Test clocks" })).toHaveCount(0);
  });
});
