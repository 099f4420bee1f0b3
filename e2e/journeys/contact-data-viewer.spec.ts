/** J1 as a viewer follows it: everything can be seen, nothing can be written. */
import { anExport, FLEX, flexCorporation, sellContactData } from "../support/contact-data";
import { expect, test } from "../support/fixtures";
import { title } from "../support/screen";

const WRITES =
  /^(top up|debit|new |add |edit|subscribe(?!rs)|void|record|publish|cancel sub|archive|reverse)/i;

test("a viewer reads the customer, its credits and its invoice, and finds nothing to write with", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  const { planId, exportId } = await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  const subscription = await api.made("/subscriptions", {
    customer_id: customerId,
    plan_id: planId,
  });
  await api.made("/events", anExport("export-1"));
  await api.made(`/wallets/${walletId}/debit`, {
    credits: "5",
    reason: "Contact export – 5 credits",
    idempotency_key: "debit-1",
  });

  await signIn("VIEWER");
  await page.goto(`/customers/${customerId}/ledger`);
  await expect(title(page)).toHaveText(FLEX.name);
  await expect(page.getByRole("definition").first()).toContainText("2,595 credits");
  await expect(page.getByRole("main")).toContainText("Contact export – 5 credits");

  for (const path of [
    "/customers",
    `/customers/${customerId}`,
    `/customers/${customerId}/wallets`,
    `/customers/${customerId}/ledger`,
    "/features",
    `/features/${exportId}`,
    "/plans",
    `/plans/${planId}`,
    "/packs",
    "/subscriptions",
    `/subscriptions/${subscription.id}`,
    "/invoices",
    `/invoices/${subscription.latest_invoice_id}`,
  ]) {
    await page.goto(path);
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(main.getByRole("button", { name: WRITES }), path).toHaveCount(0);
    await expect(main.getByRole("link", { name: WRITES }), path).toHaveCount(0);
  }

  // The keys that open dialogs for others do nothing here.
  await page.goto(`/customers/${customerId}?do=debit`);
  await expect(title(page)).toHaveText(FLEX.name);
  await page.keyboard.press("d");
  await page.keyboard.press("u");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a page that writes sends the viewer away, and says what is missing", async ({
  page,
  signIn,
}) => {
  await signIn("VIEWER");
  await page.goto("/features/new");
  await expect(page).toHaveURL(/\/no-access/);
  await expect(page.getByRole("main")).toContainText("You may not change the catalog");
});
