/** J1 afterwards: where the credits went, what was refused, and who has little left. */
import { anExport, FLEX, flexCorporation, sellContactData } from "../support/contact-data";
import { expect, test } from "../support/fixtures";
import { title } from "../support/screen";

test("support answers where the credits went: by feature and day, and it equals the ledger", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "1000" });
  const search = (id: string) => anExport(id, { event_name: "contact_search" });
  const events = [1, 2, 3, 4].map((index) => anExport(`export-${index}`));
  await api.made("/events/bulk", { events: [...events, search("search-1"), search("search-2")] });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/consumption`);
  const chart = page.getByRole("figure", { name: /Credits used by feature/ });
  await expect(chart).toContainText("22 credits used; Contact export took the most.");
  const breakdown = page.getByRole("region", { name: "Breakdown" });
  const rows = breakdown.getByRole("row");
  await expect(rows.filter({ hasText: "Contact export" })).toContainText("20");
  await expect(rows.filter({ hasText: "Contact search" })).toContainText("2");
  await expect(rows.last()).toContainText("Total");
  await expect(rows.last()).toContainText("22");
  await expect(page.getByText("Equals the ledger")).toBeVisible();

  await page.getByRole("link", { name: "Ledger" }).last().click();
  await expect(page).toHaveURL(/\/ledger$/);
  await expect(page.getByRole("main")).toContainText("Contact export");
  const day = 86_400_000;
  const range = new URLSearchParams({
    from: new Date(Date.now() - day).toISOString(),
    to: new Date(Date.now() + day).toISOString(),
  });
  const { body } = await api.get(`/customers/${customerId}/consumption?${range}`);
  expect(body).toMatchObject({ total: "22", ties_out: true });
});

test("what was refused is kept with its reason, and the customer stands out as low", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "7", lowBalanceAt: "10" });
  await api.made("/events", anExport("paid"));
  await api.made("/events", anExport("short"));

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/events?status=REFUSED`);
  const row = page.getByRole("main").getByRole("row", { name: /contact_export/ });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(/refused/i);

  await page.goto("/");
  const low = page.getByRole("region", { name: /low balance/i });
  await low.getByRole("link", { name: FLEX.name, exact: true }).click();
  await expect(title(page)).toHaveText(FLEX.name);
});

test("finance gives a wrong debit back to the grants it came from; support may not", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  const debit = await api.made(`/wallets/${walletId}/debit`, {
    credits: "30",
    reason: "Wrong customer",
    idempotency_key: "wrong",
  });
  const entry = `/customers/${customerId}/ledger?row=${debit.transaction_id}`;

  await signIn("SUPPORT");
  await page.goto(entry);
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("region", { name: "What moved" })).toContainText("30");
  await expect(sheet.getByRole("button", { name: "Reverse…" })).toHaveCount(0);

  await signIn("FINANCE");
  await page.goto(entry);
  await sheet.getByRole("button", { name: "Reverse…" }).click();
  const reverse = page.getByRole("dialog", { name: /^Reverse: / });
  await expect(reverse.getByRole("region", { name: "Preview" })).toContainText(
    "Available after100 credits",
  );
  await reverse.getByLabel("Reason", { exact: true }).fill("Wrong customer, ticket 4711");
  await reverse.getByRole("button", { name: "Give back 30 credits" }).dblclick();

  await expect(page.getByText("Gave back 30 credits", { exact: true })).toBeVisible();
  const { body: wallet } = await api.get(`/wallets/${walletId}`);
  expect(wallet.figures.available).toBe("100");
  const { items } = (await api.get(`/wallets/${walletId}/grants`)).body;
  expect(items).toMatchObject([{ available: "100", consumed: "0" }]);
});
