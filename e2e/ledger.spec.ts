/** The ledger's own pages: reversing from it, its filters, a statement, the trial balance, its check. */
import { readSql } from "@/lib/db/transact";
import { WalletId } from "@/lib/ids";
import type { Api } from "./support/api";
import { FLEX, flexCorporation, sellContactData } from "./support/contact-data";
import { expect, test } from "./support/fixtures";

const debit = (api: Api, walletId: string, credits: string, over: object = {}) =>
  api.made(`/wallets/${walletId}/debit`, {
    credits,
    reason_code: "correction",
    reason: `Took ${credits}, ticket 4711`,
    idempotency_key: `debit-${credits}`,
    ...over,
  });

/** Flex Corporation with 1,000 credits, of which 40 and 30 were taken by hand. */
async function aLedger(ctx: Parameters<typeof sellContactData>[0], api: Api) {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "1000" });
  await debit(api, walletId, "40");
  await debit(api, walletId, "30");
  return { customerId, walletId, at: `/customers/${customerId}/ledger` };
}

test("a debit is reversed in part from its row, and asked again when the wallet has moved", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  const { walletId, at } = await aLedger(ctx, api);
  await signIn("BILLING_ADMIN");
  await page.goto(at);
  const row = page.getByRole("row").filter({ hasText: "ticket 4711" }).first();
  await expect(row).toContainText("−30");

  await row.getByRole("button", { name: "Reverse…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Reverse: / });
  await dialog.getByLabel("Amount").fill("12.5");
  await dialog.getByLabel("Reason", { exact: true }).fill("Only part of it was wrong");
  const preview = dialog.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("Available after942.5");

  // Somebody else takes five while the dialog is open.
  await debit(api, walletId, "5");
  await dialog.getByRole("button", { name: "Give back 12.5 credits" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The wallet has moved since the preview");
  await expect(preview).toContainText("was 942.5");
  await expect(preview.locator("mark")).toHaveText(["925 credits", "937.5 credits"]);
  await expect(page.getByRole("row").filter({ hasText: "Given back" })).toHaveCount(0);

  await dialog.getByRole("button", { name: "Give back 12.5 credits" }).click();
  await expect(page.getByText("Gave back 12.5 credits")).toBeVisible();
  const sheet = page.getByRole("dialog", { name: "Given back" });
  await expect(sheet).toContainText("+12.5");
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("row").filter({ hasText: "reversed in part" })).toHaveCount(1);
  await expect(page.getByRole("row").filter({ hasText: "Given back" })).toContainText("937.5");
});

test("the ledger is narrowed by what it knows; the address and the file say the same", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  const { at } = await aLedger(ctx, api);
  await signIn("FINANCE");
  await page.goto(at);
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole("rowheader").first()).toContainText("3 entries · +1,000 · −70");

  await page.keyboard.press("f");
  const form = page.getByRole("form", { name: "Filters" });
  await form.getByLabel("Amount from").fill("35");
  await form.getByLabel("Out of account").selectOption("Available");
  await form.getByLabel("Reference").fill("debit-");
  await form.getByRole("button", { name: "Show entries" }).click();

  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("−40");
  await expect(page.getByRole("rowheader")).toContainText("1 entry · −40");
  await expect(page).toHaveURL(/out_of=available/);
  await page.reload();
  await expect(rows).toHaveCount(1);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await (await download).createReadStream();
  const lines = (await new Response(file as never).text()).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("debit-40");

  const chips = page.getByRole("list", { name: "Chosen filters" });
  await chips.getByRole("button", { name: "Without Amount from: 35" }).click();
  await expect(rows).toHaveCount(2);
  await chips.getByRole("button", { name: "Clear all" }).click();
  await expect(rows).toHaveCount(3);
  await rows.first().getByRole("button", { name: "1 grant" }).click();
  await expect(page.getByRole("dialog", { name: "Grants touched" })).toContainText("used");
});

test("finance takes a statement: it ties out on screen, on paper and in its file", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  const { at } = await aLedger(ctx, api);
  await signIn("FINANCE");
  await page.goto(at);
  await page.getByRole("link", { name: "Statement" }).click();

  await expect(page.getByRole("heading", { name: /^Statement of / })).toBeVisible();
  // The month still runs: nothing of it is closed.
  await expect(page.getByText("Opening 0 + in 1,000 − out 70 = so far 930")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^So far / })).toBeVisible();
  await expect(page.getByText("Ties out with the wallet’s own postings")).toBeVisible();
  const movements = page.getByRole("region", { name: "Movements" });
  await expect(movements.getByRole("row")).toHaveCount(6);
  await expect(movements.getByRole("row").last()).toContainText(/Balance so far1,00070930/);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByText(`Statement of account: ${FLEX.name}`)).toBeVisible();
  expect((await page.pdf({ format: "A4" })).subarray(0, 4).toString()).toBe("%PDF");
  await page.emulateMedia({ media: "screen" });

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await (await download).createReadStream();
  const lines = (await new Response(file as never).text()).trim().split("\r\n");
  expect(lines.map((line) => line.split(",").slice(1, 6).join(","))).toEqual([
    "kind,description,in,out,balance",
    "opening,Opening balance,,,0",
    expect.stringMatching(/^grant,.*,1000,0,1000$/),
    expect.stringMatching(/^debit,.*,0,40,960$/),
    expect.stringMatching(/^debit,.*,0,30,930$/),
    "closing,Closing balance,1000,70,930",
  ]);

  await page.getByLabel("Period").selectOption("Last month");
  await expect(page.getByText("Nothing moved in these days")).toBeVisible();
  await expect(page.getByText("Opening 0 + in 0 − out 0 = closing 0")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Closing / })).toBeVisible();
});

test("finance opens the trial balance, and from an account the entries that went through it", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  await aLedger(ctx, api);
  await signIn("FINANCE");
  await page.goto("/ledger");
  await page.getByRole("link", { name: "Trial balance" }).click();

  const checks = page.getByRole("list", { name: "Checks" });
  await expect(checks).toContainText("Zero-sum: 1,070 credits debited, as many credited");
  await expect(checks).toContainText("Available, held, pending and owed are what the wallets say");
  const available = page.getByRole("row").filter({ hasText: "customers can spend it now" });
  await expect(available).toContainText("930");

  await available.getByRole("link", { name: "70" }).click();
  await expect(page).toHaveURL(/out_of=available/);
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(2);

  await page.goBack();
  await page.getByLabel("As of the end of").fill("2020-01-31");
  await page.getByLabel("As of the end of").blur();
  await expect(checks).toContainText("in 0 entries");
});

test("the badge runs a check without being in the way, and tells what differs", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  const { walletId } = await aLedger(ctx, api);
  await signIn("VIEWER");
  await page.goto("/ledger");
  await page.getByRole("button", { name: "Not checked yet" }).click();
  const panel = page.getByRole("dialog", { name: "Integrity of the ledger" });
  await panel.getByRole("button", { name: "Verify now" }).click();

  await expect(panel).toContainText("Everything is as the entries say.", { timeout: 30_000 });
  await expect(panel.getByRole("list", { name: "What was checked" })).toContainText("3 entries");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Ties out/ })).toBeFocused();

  const wallet = WalletId.parse(walletId);
  const spoil = (more: number) =>
    readSql("UPDATE wallet SET held = held + $2::int WHERE id = $1::uuid", [wallet, more]);
  await spoil(1);
  try {
    await page.getByRole("button", { name: /^Ties out/ }).click();
    await panel.getByRole("button", { name: "Verify now" }).click();
    await expect(panel).toContainText("2 stored figures are not what the entries say.", {
      timeout: 30_000,
    });
    await expect(panel.getByRole("list", { name: "Differences" })).toContainText(
      "wallet held: 1.000000000, the entries say 0.000000000",
    );
  } finally {
    await spoil(-1);
  }
});
