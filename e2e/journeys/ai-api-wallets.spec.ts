/** J3.1, J3.2: wallets and grants made by API; promotional credits first, then what expires first. */

import { ACME, acme, availableIn, sellAiApi } from "../support/ai-api";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const grant = (api: Api, walletId: string, over: object) =>
  api.made("/credit-grants", { wallet_id: walletId, grant_type: "prepaid", ...over });

test("a wallet and a grant are made by two calls, and tell what the caller noted", async ({
  api,
  page,
  signIn,
}) => {
  const customer = await api.made("/customers", ACME);
  const wallet = await api.made("/wallets", {
    ...{ customer_id: customer.id, currency: "credits", name: "Production" },
  });
  expect(wallet).toMatchObject({ currency: "USD", credit_balance: "0", wallet_status: "active" });
  const body = {
    ...{ wallet_id: wallet.id, amount: 50_000, grant_type: "prepaid", expires_at: inDays(90) },
    ...{ name: "Launch", idempotency_key: "launch", metadata: { order: "PO-4711", team: "core" } },
  };
  const made = await api.made("/credit-grants", body);
  expect(made).toMatchObject({
    ...{ credits: "50000", available: "50000", consumed: "0" },
    metadata: { order: "PO-4711", team: "core" },
  });
  const again = await api.post("/credit-grants", body);
  expect(again).toMatchObject({ status: 201, body: { id: made.id } });
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(await availableIn(api, wallet.id)).toBe("50000");

  await signIn("SUPPORT");
  await page.goto(`/customers/${customer.id}/wallets`);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Production" })).toBeVisible();
  await expect(main).toContainText("50,000");
  await page.goto(`/customers/${customer.id}/ledger`);
  await page.getByRole("row").filter({ hasText: "Launch" }).getByRole("link").first().click();
  const sheet = page.getByRole("dialog", { name: "Launch" });
  await expect(sheet).toContainText("orderPO-4711");
  await expect(sheet).toContainText("teamcore");
});

test("promotional credits burn before paid ones, and of each the sooner to expire", async ({
  api,
  page,
  signIn,
}) => {
  await sellAiApi(api);
  const { customerId, walletId: paid } = await acme(api);
  const promotional = await api.made("/wallets", {
    ...{ customer_id: customerId, currency: "credits", name: "Promotional", priority: 1 },
  });
  await grant(api, paid, { name: "Later", amount: "100", expires_at: inDays(60) });
  await grant(api, paid, { name: "Sooner", amount: "100", expires_at: inDays(30) });
  await grant(api, promotional.id, {
    ...{ name: "Welcome", amount: "40", grant_type: "promotional", expires_at: inDays(90) },
  });

  const shown = await api.made("/wallets/debit/preview", {
    ...{ external_customer_id: ACME.external_id, credits: "150", reason: "A batch of calls" },
    idempotency_key: "batch",
  });
  expect(shown.draws.map(({ credits }: { credits: string }) => credits)).toEqual([
    ...["40", "100", "10"],
  ]);

  await api.made("/events/bulk", {
    events: Array.from({ length: 6 }, (_, index) => ({
      ...{ event_name: "model.inference", event_id: `call-${index}` },
      external_customer_id: ACME.external_id,
      properties: { credits: "25", model: index % 2 ? "large" : "small" },
    })),
  });
  expect(await availableIn(api, promotional.id)).toBe("0");
  expect(await availableIn(api, paid)).toBe("90");
  const grants = (await api.get(`/wallets/${paid}/grants`)).body.items;
  const left = grants.map(({ name, available }: Record<string, string>) => [name, available]);
  expect(Object.fromEntries(left)).toMatchObject({ Sooner: "0", Later: "90" });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/ledger`);
  // One call brought them all, so they are one entry, from three grants.
  const rows = page.getByRole("row").filter({ hasText: "AI credits" });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("−150");
  await rows.getByRole("button", { name: "3 grants" }).click();
  const touched = page.getByRole("dialog", { name: "Grants touched" });
  await expect(touched).toContainText("Welcome");
  await expect(touched).toContainText("Sooner");
  await expect(touched).toContainText("Later");
});
