/** Support looks up a past balance, opens a figure down to what caused it, and tries what would burn. */
import type { Page } from "@playwright/test";
import type { Context } from "@/lib/context";
import { idText } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { credits } from "@/lib/testing/amounts";
import { later } from "@/lib/testing/factories";
import { hoursAfter } from "@/lib/testing/wallet-story";
import { aDebit, anAccount, give } from "@/lib/testing/wallets";
import { expect, test } from "./support/fixtures";
import { panel } from "./support/screen";

const ROLE = "SUPPORT";

/** Welcome, 40 until tomorrow; Pack, 500 for good; 10 used two days back, 50 more yesterday. */
async function aPast(ctx: Context) {
  const start = later(ctx, hoursAfter(ctx, -72));
  const account = await anAccount(start);
  const { at: effectiveAt } = start;
  const welcome = {
    ...{ name: "Welcome", amount: credits("40"), effectiveAt, category: "PROMOTIONAL" as const },
    expiresAt: hoursAfter(ctx, 24),
  };
  await give(start, account, welcome);
  await give(start, account, { name: "Pack", amount: credits("500"), effectiveAt });
  for (const [hours, amount] of [
    [-48, "10"],
    [-24, "50"],
  ] as const) {
    const then = later(ctx, hoursAfter(ctx, hours));
    const why = { reasonCode: "correction", reason: "Ticket 4711" } as const;
    const outcome = await post(then, aDebit(then, account, amount, why));
    if (!outcome.ok) throw new Error("the debit was refused");
  }
  const { customerId, walletId } = account;
  return `/customers/${idText("cus", customerId)}/wallets/${idText("wal", walletId)}`;
}

/** `2026-11-10T12:00:00` in UTC, as the field takes it. */
const typed = (at: Date) => at.toISOString().slice(0, 19);

const available = (page: Page, amount: string) =>
  page
    .getByRole("link", { name: "Available", exact: true })
    .locator("xpath=../..")
    .getByText(amount);

test("support looks up the balance of a past moment, and changes nothing there", async ({
  ctx,
  page,
  signIn,
}) => {
  const address = await aPast(ctx);
  await signIn(ROLE);
  await page.goto(address);
  await expect(available(page, "480")).toBeVisible();
  await expect(page.getByRole("button", { name: "Debit", exact: true })).toBeVisible();

  await page.getByLabel("As of").fill(typed(hoursAfter(ctx, -36)));
  await page.getByRole("button", { name: "Look" }).click();

  await expect(page.getByText(/^As it was on /)).toBeVisible();
  await expect(available(page, "530")).toBeVisible();
  await expect(page).toHaveURL(/at=/);
  await expect(page.getByRole("button", { name: "Debit", exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Amount to try")).toHaveCount(0);
  await page.reload();
  await expect(available(page, "530")).toBeVisible();

  await page.getByRole("link", { name: "Back to now" }).first().click();
  await expect(available(page, "480")).toBeVisible();
  await expect(page.getByText(/^As it was on /)).toHaveCount(0);
});

test("a figure opens into its grants, and a grant into what was taken, why and by whom", async ({
  ctx,
  page,
  signIn,
}) => {
  const address = await aPast(ctx);
  await signIn(ROLE);
  await page.goto(address);

  await page.getByRole("link", { name: "Available", exact: true }).click();
  const opened = panel(page, "Available: 480 credits");
  await expect(opened.getByText("Adds up to 480, as the wallet says")).toBeVisible();
  await opened.getByRole("link", { name: "Pack" }).click();

  const entries = page.getByRole("list", { name: "Entries of the grant" });
  await expect(page.getByText("Its entries add up: 480 available, 20 used")).toBeVisible();
  await expect(entries.getByRole("listitem")).toHaveCount(2);
  await expect(entries.getByRole("listitem").first()).toContainText("−20");
  await expect(entries.getByRole("listitem").first()).toContainText("by Test");
  await expect(entries.getByRole("listitem").first()).toContainText("Ticket 4711");

  const history = page.getByRole("region", { name: "Burn-down" });
  await expect(history.getByRole("row")).toHaveCount(3);
  await expect(history.getByRole("row").nth(1)).toContainText("540");
  await expect(history.getByRole("row").nth(2)).toContainText("New credits");
});

test("an amount that is tried lights up the grants that would pay, and takes nothing", async ({
  ctx,
  page,
  signIn,
}) => {
  const account = await anAccount(ctx);
  const effectiveAt = ctx.at;
  const soon = hoursAfter(ctx, 24);
  await give(ctx, account, { name: "Soon", amount: credits("40"), effectiveAt, expiresAt: soon });
  await give(ctx, account, { name: "Pack", amount: credits("500"), effectiveAt });
  await signIn("VIEWER");
  await page.goto(
    `/customers/${idText("cus", account.customerId)}/wallets/${idText("wal", account.walletId)}`,
  );

  const tried = page.getByRole("region", { name: "It would burn" });
  const row = (name: string) => tried.getByRole("row").filter({ hasText: name });
  await page.getByLabel("Amount to try").fill("30");
  await expect(row("Soon")).toContainText("expires first");
  await expect(row("Soon")).toContainText("30");
  await expect(row("Pack")).toContainText("untouched");

  await page.getByLabel("Amount to try").fill("1,040");
  await expect(tried.getByText("Short by 500 credits.")).toBeVisible();

  await page.getByLabel("Amount to try").fill("90");
  await expect(row("Soon")).toContainText("used up");
  await expect(row("Pack")).toContainText("450");
  await expect(tried.getByText("Available after")).toBeVisible();
  await page.reload();
  await expect(available(page, "540")).toBeVisible();
});
