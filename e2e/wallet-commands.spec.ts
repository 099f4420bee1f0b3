/** What people do to wallets, grants and holds by hand: previewed, asked again where things moved, done once. */
import type { Locator, Page } from "@playwright/test";
import type { Api } from "./support/api";
import { FLEX, flexCorporation, sellContactData } from "./support/contact-data";
import { expect, test } from "./support/fixtures";

const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });
const previewOf = (page: Page) => page.getByRole("region", { name: "Preview" });
const figuresOf = async (api: Api, walletId: string) =>
  (await api.get(`/wallets/${walletId}`)).body.figures;

/** Opens the menu of a thing and chooses a command of it. */
async function choose(page: Page, of: string, command: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${of}` }).click();
  await page.getByRole("menuitem", { name: command }).click();
}

const explain = (dialog: Locator) => dialog.getByLabel("Reason").fill("Ticket 4711");

test("support holds credits by keys alone, captures a part, and releases the rest", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}`);
  const opener = page.getByRole("button", { name: "Hold", exact: true });
  await opener.focus();
  await page.keyboard.press("h");
  const hold = dialogOf(page, "Hold credits");
  await expect(hold.getByLabel("Amount", { exact: true })).toBeFocused();
  await page.keyboard.type("30");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Nightly run");
  await expect(previewOf(page)).toContainText("30 held");
  await expect(hold.getByRole("button", { name: "Hold 30 credits" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(hold).toBeHidden();
  await expect(opener).toBeFocused();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "70", held: "30" });

  await page.goto("/holds");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: FLEX.name })).toBeFocused();
  await page.keyboard.press(".");
  await expect(page.getByRole("menuitem", { name: "Capture…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const capture = dialogOf(page, "Capture hold");
  await capture.getByLabel("Amount").fill("10");
  await capture.getByRole("radio", { name: /^Stays held/ }).check();
  await expect(previewOf(page)).toContainText("10 used");
  await expect(previewOf(page)).toContainText("the hold stays open");
  await capture.getByRole("button", { name: "Capture 10 credits" }).dblclick();
  await expect(capture).toBeHidden();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "70", held: "20" });

  await page.getByRole("button", { name: "Release Nightly run" }).click();
  const release = dialogOf(page, "Release hold");
  await expect(previewOf(page)).toContainText("20 free to spend");
  await release.getByRole("button", { name: "Release 20 credits" }).click();
  await expect(release).toBeHidden();
  await expect(page.getByText("Nothing is held")).toBeVisible();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "90", held: "0" });
});

test("billing extends a grant, moves credits to another wallet, freezes, thaws and closes the first", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api);
  const spare = await api.made("/wallets", {
    external_customer_id: FLEX.external_id,
    currency: "USD",
    name: "Spare wallet",
  });
  const expires_at = new Date(Date.now() + 10 * 86_400_000).toISOString();
  await api.made("/credit-grants", {
    ...{ wallet_id: walletId, name: "Welcome", amount: "100", expires_at },
  });
  await signIn("BILLING_ADMIN");
  await page.goto(`/customers/${customerId}/wallets`);

  await choose(page, "Welcome", "Extend…");
  const extend = dialogOf(page, "Extend grant");
  await extend.getByLabel("Ends").selectOption("90 days later");
  await explain(extend);
  await expect(previewOf(page)).toContainText("100 moves out");
  await extend.getByRole("button", { name: "Extend 100 credits" }).click();
  await expect(page.getByText("Extended 100 credits of Welcome", { exact: true })).toBeVisible();

  await choose(page, "Welcome", "Transfer…");
  const transfer = dialogOf(page, "Transfer credits");
  await transfer.getByLabel("Amount", { exact: false }).first().fill("40");
  await explain(transfer);
  await expect(previewOf(page)).toContainText("Spare wallet");
  await transfer.getByRole("button", { name: "Transfer 40 credits" }).click();
  await expect(transfer.getByLabel("Amount again")).toBeFocused();
  await transfer.getByLabel("Amount again").fill("40");
  await transfer.getByRole("button", { name: "Transfer 40 credits" }).click();
  await expect(transfer).toBeHidden();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "60" });
  expect(await figuresOf(api, spare.id)).toMatchObject({ available: "40" });

  await choose(page, "Spare wallet", "Debit…");
  await expect(dialogOf(page, "Debit credits").getByLabel("Wallet")).toHaveValue(spare.id);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/wallets$/);

  await choose(page, "Main wallet", "Freeze…");
  await explain(dialogOf(page, "Freeze wallet"));
  await page.getByRole("button", { name: "Freeze Main wallet" }).click();
  await expect(page.getByText("Frozen: nothing leaves this wallet")).toBeVisible();
  const debit = { credits: "1", idempotency_key: "frozen" };
  const refused = await api.post(`/wallets/${walletId}/debit`, debit);
  expect(refused.body).toMatchObject({ code: "invalid_state" });

  await choose(page, "Main wallet", "Unfreeze…");
  await explain(dialogOf(page, "Unfreeze wallet"));
  await page.getByRole("button", { name: "Unfreeze Main wallet" }).click();
  await expect(page.getByText("Frozen: nothing leaves this wallet")).toBeHidden();

  await choose(page, "Main wallet", "Close…");
  const close = dialogOf(page, "Close wallet");
  await explain(close);
  await expect(previewOf(page)).toContainText("60 voided");
  await close.getByRole("button", { name: "Close Main wallet" }).click();
  const again = close.getByLabel("Type Main wallet to confirm");
  await expect(again).toHaveAccessibleDescription(/just as it is written/);
  await again.fill("Main wallet");
  await close.getByRole("button", { name: "Close Main wallet" }).click();
  await expect(page.getByText("Closed for good: nothing moves in this wallet")).toBeVisible();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "0" });
});

test("what moved since the preview is shown anew and asked again, and nothing is done before", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  await signIn("FINANCE");
  await page.goto(`/customers/${customerId}?do=void-wallet&wallet=${walletId}`);
  const dialog = dialogOf(page, "Void from wallet");
  await dialog.getByLabel("Amount", { exact: true }).fill("10");
  await explain(dialog);
  const deed = dialog.getByRole("button", { name: "Void 10 credits" });
  await expect(deed).toBeEnabled();
  await expect(previewOf(page)).toContainText("90");
  await api.made(`/wallets/${walletId}/debit`, { credits: "5", idempotency_key: "meanwhile" });

  await deed.click();
  await expect(dialog.getByRole("alert")).toContainText("Things have moved since the preview");
  await expect(previewOf(page)).toContainText("85");
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "95" });

  await deed.click();
  await expect(dialog).toBeHidden();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "85" });
});

test("credits that come every month are started, told with their next date, and stopped", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api);
  await signIn("BILLING_ADMIN");
  await page.goto(`/customers/${customerId}/wallets`);
  await choose(page, "Main wallet", "Start refill…");
  const start = dialogOf(page, "Start refill");
  await start.getByLabel("Amount", { exact: true }).fill("500");
  await start.getByLabel("What is left rolls over").selectOption("Up to an amount");
  await start.getByLabel("At most").fill("200");
  await explain(start);
  await start.getByRole("button", { name: "Give 500 credits every month" }).dblclick();
  await expect(start).toBeHidden();
  await expect(page.getByText("up to 200 roll over for 1 period")).toBeVisible();
  await expect(page.getByText("next on")).toBeVisible();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "500" });

  await page.getByRole("button", { name: "Stop Refill" }).click();
  const stop = dialogOf(page, "Stop refill");
  await explain(stop);
  await stop.getByRole("button", { name: "Stop Refill" }).click();
  await expect(stop).toBeHidden();
  await expect(page.getByText("no more come")).toBeVisible();
});

test("credits go to another customer's wallet, found by name, once their amount is typed twice", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  await api.made("/customers", { external_id: "harbour", name: "Harbour Ltd" });
  const theirs = await api.made("/wallets", {
    ...{ external_customer_id: "harbour", currency: "USD", name: "Dock wallet" },
  });
  await signIn("BILLING_ADMIN");
  await page.goto(`/customers/${customerId}/wallets`);
  await choose(page, "Initial credits", "Transfer…");
  const transfer = dialogOf(page, "Transfer credits");
  await transfer.getByLabel("Find a customer").fill("harb");
  await transfer.getByLabel("Wallet", { exact: true }).selectOption(theirs.id);
  await transfer.getByLabel("Amount optional").fill("10");
  await explain(transfer);
  await expect(previewOf(page)).toContainText("To: Harbour Ltd · Dock wallet");
  await transfer.getByLabel("Amount again").fill("11");
  await transfer.getByRole("button", { name: "Transfer 10 credits" }).click();
  await expect(transfer.getByLabel("Amount again")).toHaveAccessibleDescription(/once more: 10/);
  await transfer.getByLabel("Amount again").fill("10");
  await transfer.getByRole("button", { name: "Transfer 10 credits" }).click();
  await expect(transfer).toBeHidden();
  expect(await figuresOf(api, walletId)).toMatchObject({ available: "90" });
  expect(await figuresOf(api, theirs.id)).toMatchObject({ available: "10" });
});

test("a viewer is offered none of it", async ({ ctx, api, page, signIn }) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "100" });
  await signIn("VIEWER");
  await page.goto(`/customers/${customerId}/wallets?do=close`);
  await expect(page.getByRole("heading", { level: 2, name: "Main wallet" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
});
