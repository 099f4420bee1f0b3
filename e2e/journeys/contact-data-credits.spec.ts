/** J1 by hand: credits are added in each way, debited once as shown, and refused when short. */
import type { Page } from "@playwright/test";
import { FLEX, flexCorporation, sellContactData } from "../support/contact-data";
import { expect, test } from "../support/fixtures";
import { panel, title } from "../support/screen";

const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });
const previewOf = (page: Page) => page.getByRole("region", { name: "Preview" });

test("path B: support opens a wallet and tops it up, free and by pack", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const customer = await api.made("/customers", FLEX);
  await signIn("SUPPORT");
  await page.goto(`/customers/${customer.id}`);
  await page.getByRole("button", { name: "New wallet" }).click();
  await dialogOf(page, "New wallet").getByRole("button", { name: "Open wallet" }).click();
  await expect(page.getByText("Opened Main wallet", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Top up" }).click();
  const topUp = dialogOf(page, "Top up");
  await topUp.getByRole("textbox", { name: "Credits" }).fill("1000");
  await topUp.getByLabel("Expire").selectOption("90");
  await expect(previewOf(page)).toContainText("no invoice");
  await topUp.getByRole("button", { name: "Give 1,000 credits" }).dblclick();
  await expect(
    page.getByText("Added 1,000 credits to Flex Corporation", { exact: true }),
  ).toBeVisible();

  await page.keyboard.press("u");
  await topUp.getByRole("tab", { name: "Pack" }).click();
  await topUp
    .getByRole("combobox", { name: "Pack" })
    .selectOption({ label: "Starter · 1,000 credits for $29.00" });
  await expect(previewOf(page)).toContainText("29.00");
  await topUp.getByRole("button", { name: "Sell 1,000 credits" }).click();
  await expect(dialogOf(page, "Credits sold")).toContainText("Waiting for payment");
  const [wallet] = (await api.get(`/customers/${customer.id}/wallets`)).body;
  expect(wallet.figures).toMatchObject({ available: "1000", pending: "1000" });
});

test("bought credits wait for their invoice, and are there once finance recorded its payment", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api);
  await signIn("FINANCE");
  await page.goto(`/customers/${customerId}?do=top-up`);
  const topUp = dialogOf(page, "Top up");
  await topUp.getByRole("tab", { name: "Bought" }).click();
  await topUp.getByRole("textbox", { name: "Credits" }).fill("1000");
  await expect(previewOf(page)).toContainText("$30.00");
  await topUp.getByRole("button", { name: "Sell 1,000 credits" }).click();
  await dialogOf(page, "Credits sold").getByRole("link", { name: "Open invoice" }).click();

  await expect(panel(page, "Credits")).toContainText("wait for payment");
  await page.keyboard.press("p");
  const payment = dialogOf(page, "Record payment");
  await expect(payment.getByRole("region", { name: "After this payment" })).toContainText(
    "Credits become available",
  );
  await payment.getByRole("button", { name: "Record $30.00" }).dblclick();
  await expect(payment).toBeHidden();
  await expect(panel(page, "Credits")).not.toContainText("wait for payment");
  const { figures } = (await api.get(`/wallets/${walletId}`)).body;
  expect(figures).toMatchObject({ available: "1000", pending: "0" });
});

test("support debits 5 credits with a reason: the grants burn as shown, a double click debits once", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api);
  const grant = (name: string, amount: string, over: object) =>
    api.made("/credit-grants", { wallet_id: walletId, name, amount, ...over });
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await grant("Paid credits", "100", { grant_type: "prepaid" });
  await grant("Welcome", "3", { expires_at: soon });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}`);
  await expect(title(page)).toHaveText(FLEX.name);
  await page.keyboard.press("d");
  const debit = dialogOf(page, "Debit credits");
  await debit.getByLabel("Amount", { exact: true }).fill("5.0000000001");
  await debit.getByRole("button", { name: /^Debit/ }).click();
  await expect(debit.getByLabel("Amount", { exact: true })).toHaveAccessibleDescription(/nine/);

  await debit.getByLabel("Amount", { exact: true }).fill("5");
  const burns = debit.getByRole("table", { name: "Grants in the order in which they burn" });
  await expect(burns.getByRole("row").nth(1)).toContainText("Welcome");
  await expect(burns.getByRole("row").nth(1)).toContainText("used up");
  await expect(burns.getByRole("row").nth(2)).toContainText("Paid credits");
  await expect(burns.getByRole("row").nth(2)).toContainText("98");
  await expect(previewOf(page)).toContainText("Available after98 credits");
  await debit.getByLabel("Kind of reason").selectOption({ label: "Correction" });
  await debit.getByRole("button", { name: "Debit 5 credits" }).click();
  await expect(debit.getByLabel("Reason", { exact: true })).toHaveAccessibleDescription(/three|3/i);
  await debit.getByLabel("Reason", { exact: true }).fill("Contact export – 5 credits");
  await debit.getByRole("button", { name: "Debit 5 credits" }).dblclick();

  await expect(
    page.getByText("Debited 5 credits from Flex Corporation", { exact: true }),
  ).toBeVisible();
  await expect(debit).toBeHidden();
  await expect(page.getByRole("definition").first()).toContainText("98 credits");
  const { items } = (await api.get(`/wallets/${walletId}/transactions`)).body;
  const debits = items.filter(({ type }: { type: string }) => type === "debit");
  expect(debits).toMatchObject([{ credit_amount: "5" }]);
  await page.getByRole("button", { name: "View entry" }).click();
  await expect(page).toHaveURL(/\/ledger\?row=ltx_/);
  await expect(page.getByRole("main")).toContainText("Contact export – 5 credits");
});

test("too few credits: the dialog says by how much, and leads to the top-up that is missing", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "3", lowBalanceAt: "10" });
  await signIn("SUPPORT");
  await page.goto("/customers");
  await expect(page.getByRole("row", { name: /Flex Corporation/ })).toContainText(/low/i);

  await page.goto(`/customers/${customerId}?do=debit`);
  const debit = dialogOf(page, "Debit credits");
  await debit.getByLabel("Amount", { exact: true }).fill("5");
  await expect(debit).toContainText("short by 2 credits");
  await expect(debit).toContainText("the pack Starter with 1,000 for $29.00 would do");
  await debit.getByRole("button", { name: "Top up 2 credits…" }).click();
  const topUp = dialogOf(page, "Top up");
  await expect(topUp.getByRole("textbox", { name: "Credits" })).toHaveValue("2");
  await topUp.getByRole("button", { name: "Give 2 credits" }).click();
  await expect(
    page.getByText("Added 2 credits to Flex Corporation", { exact: true }),
  ).toBeVisible();
  const { figures } = (await api.get(`/wallets/${walletId}`)).body;
  expect(figures).toMatchObject({ available: "5" });
});

test("a wallet that moved since the preview is not debited before it was shown anew", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}?do=debit`);
  const debit = dialogOf(page, "Debit credits");
  await debit.getByLabel("Amount", { exact: true }).fill("5");
  await debit.getByLabel("Reason", { exact: true }).fill("Ticket 4711");
  await expect(previewOf(page)).toContainText("Available after95 credits");
  await api.made(`/wallets/${walletId}/debit`, { credits: "10", idempotency_key: "meanwhile" });

  await debit.getByRole("button", { name: "Debit 5 credits" }).click();
  await expect(debit).toContainText("The wallet has moved since the preview");
  await expect(previewOf(page)).toContainText("Available after85 credits");
  expect((await api.get(`/wallets/${walletId}`)).body.figures.available).toBe("90");

  await debit.getByRole("button", { name: "Debit 5 credits" }).click();
  await expect(debit).toBeHidden();
  expect((await api.get(`/wallets/${walletId}`)).body.figures.available).toBe("85");
});
