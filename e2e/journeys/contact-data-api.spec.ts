/** J1 by program: an application asks before each action, debits, and acts. */
import type { Api } from "../support/api";
import { anExport, FLEX, flexCorporation, sellContactData } from "../support/contact-data";
import { expect, test } from "../support/fixtures";

const exports = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => anExport(`export-${from + index}`));

const askExport = (api: Api, quantity = "1") =>
  api.post("/check", {
    external_customer_id: FLEX.external_id,
    feature_key: "contact_export",
    quantity,
  });

const availableOf = async (api: Api, walletId: string) =>
  (await api.get(`/wallets/${walletId}/balance/real-time`)).body.figures.available;

test("a subscription gives the month's credits and 50 free exports, then exports cost 5", async ({
  ctx,
  api,
}) => {
  const { planId } = await sellContactData(ctx, api);
  await api.made("/customers", FLEX);
  const subscription = await api.made("/subscriptions", {
    external_customer_id: FLEX.external_id,
    plan_id: planId,
    billing_cycle: "anniversary",
  });

  const invoice = (await api.get(`/invoices/${subscription.latest_invoice_id}`)).body;
  expect(invoice).toMatchObject({ total: "588", currency: "USD", payment_status: "PENDING" });
  const upcoming = (await api.get(`/subscriptions/${subscription.id}/grants/upcoming`)).body;
  expect(upcoming.items[0]).toMatchObject({ credits: "2500" });
  const [wallet] = (
    await api.get(
      `/customers/wallets?lookup_key=${FLEX.external_id}&include_real_time_balance=true`,
    )
  ).body;
  expect(wallet.figures).toMatchObject({ available: "2500", pending: "0", overage: "0" });

  expect((await askExport(api)).body).toMatchObject({
    allowed: true,
    cost: "0",
    entitlement: { by: "plan", included: "50", used: "0", remaining: "50" },
    balances: [{ available: "2500" }],
  });
  const bulk = await api.post("/events/bulk", { events: exports(1, 50) });
  expect(bulk).toMatchObject({ status: 202, body: { accepted: 50, refused: 0 } });
  expect(await availableOf(api, wallet.id)).toBe("2500");

  expect((await askExport(api, "2")).body).toMatchObject({
    allowed: true,
    cost: "10",
    entitlement: { remaining: "0" },
  });
  expect(await api.post("/events", anExport("export-51"))).toMatchObject({
    status: 202,
    body: { status: "accepted", credits: "5" },
  });
  expect(await availableOf(api, wallet.id)).toBe("2495");
  expect((await api.post("/events", anExport("export-51"))).body.status).toBe("duplicate");
  const elsewhere = anExport("export-asia", { properties: { region: "asia" } });
  expect((await api.post("/events", elsewhere)).body.credits).toBe("0");
  expect(await availableOf(api, wallet.id)).toBe("2495");
});

test("too few credits: the check and the debit refuse and name what would help", async ({
  ctx,
  api,
}) => {
  await sellContactData(ctx, api);
  const { walletId } = await flexCorporation(api, { credits: "3" });

  const asked = await askExport(api);
  expect(asked).toMatchObject({
    status: 200,
    body: { allowed: false, reason: "insufficient_credits", cost: "5" },
  });
  expect(asked.body.cures).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: "top_up", credits: "2" }),
      expect.objectContaining({ kind: "pack", name: "Starter", price: "29" }),
    ]),
  );
  const debit = {
    external_customer_id: FLEX.external_id,
    credits: "5",
    feature_key: "contact_export",
    reason: "Contact export – 5 credits",
    idempotency_key: "export-4711",
  };
  const refused = await api.post("/wallets/debit", debit);
  expect(refused).toMatchObject({
    status: 402,
    body: {
      code: "insufficient_credits",
      details: { required: "5", available: "3", shortfall: "2" },
    },
  });
  expect(refused.body.details.cures).not.toEqual([]);
  expect((await api.post("/events", anExport("short-1"))).body).toMatchObject({
    status: "refused",
    code: "insufficient_credits",
    credits: "0",
  });
  expect(await availableOf(api, walletId)).toBe("3");

  await api.made(`/wallets/${walletId}/top-up`, {
    credits_to_add: "1000",
    transaction_reason: "FREE_CREDIT_GRANT",
    idempotency_key: "path-b",
  });
  expect(await api.post("/wallets/debit", debit)).toMatchObject({
    status: 200,
    body: { credits: "5", replayed: false },
  });
});

test("credits of every kind arrive when they should, and burn in the order that was shown", async ({
  ctx,
  api,
}) => {
  await sellContactData(ctx, api);
  const { walletId } = await flexCorporation(api, { credits: "40" });

  const bought = await api.made(`/wallets/${walletId}/top-up`, {
    credits_to_add: "1000",
    transaction_reason: "PURCHASED_CREDIT_INVOICED",
    idempotency_key: "bought-1",
  });
  const pending = (await api.get(`/wallets/${walletId}`)).body.figures;
  expect(pending).toMatchObject({ available: "40", pending: "1000" });
  const due = (await api.get(`/invoices/${bought.invoice_id}`)).body;
  expect(due).toMatchObject({ total: "30", amount_due: "30" });
  const paid = await api.put(`/invoices/${bought.invoice_id}/payment`, {
    payment_status: "SUCCEEDED",
    amount: "30",
  });
  expect(paid).toMatchObject({ status: 200, body: { payment_status: "SUCCEEDED" } });
  expect(await availableOf(api, walletId)).toBe("1040");

  const debit = {
    external_customer_id: FLEX.external_id,
    credits: "50",
    reason: "Ticket 4711",
    idempotency_key: "debit-1",
  };
  const shown = (await api.post("/wallets/debit/preview", debit)).body;
  expect(shown.draws).toMatchObject([{ credits: "40", decided_by: "category" }, { credits: "10" }]);
  const taken = await api.made("/wallets/debit", { ...debit, fingerprint: shown.fingerprint });
  expect(taken.draws).toEqual(shown.draws);
  const again = await api.post("/wallets/debit", debit);
  expect(again).toMatchObject({
    status: 200,
    body: { transaction_id: taken.transaction_id, replayed: true },
  });
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(await availableOf(api, walletId)).toBe("990");
});

test("eight clients that send the same debit debit once", async ({ ctx, api }) => {
  await sellContactData(ctx, api);
  const { walletId } = await flexCorporation(api, { credits: "100" });

  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      api.post("/wallets/debit", {
        external_customer_id: FLEX.external_id,
        credits: "30",
        reason: "Contact export",
        idempotency_key: "same",
      }),
    ),
  );

  expect(new Set(answers.map(({ body }) => body.transaction_id)).size).toBe(1);
  expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
  expect(await availableOf(api, walletId)).toBe("70");
});
