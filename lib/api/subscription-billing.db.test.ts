import { expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

/** A plan of a month for 149 with 2,000 credits, on 1 April 2026. */
async function atStarter() {
  const clock = await onATestClock("2026-04-01T00:00:00Z");
  const acme = await clock.resident("acme");
  const plan = await clock.made("/plans", { name: "Starter" });
  await clock.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  await clock.made("/creditgrants", {
    ...{ name: "Monthly", scope: "PLAN", plan_id: plan.id, credits: "2000" },
    ...{ cadence: "RECURRING", period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
  });
  return { ...clock, acme, asked: { customer_id: acme.customerId, plan_id: plan.id } };
}

it("bills by net days and order number, and gives credits with the payment", async () => {
  const { caller, made, acme, asked } = await atStarter();
  const body = { ...asked, payment_terms: "30 NET", po_number: "PO-1", grant_on: "payment" };
  expect(await made("/subscriptions/preview", body)).toMatchObject({
    ...{ net_days: 30, po_number: "PO-1", grant_on: "payment", due_at: "2026-05-01T00:00:00.000Z" },
    booked: { total: "149", credits: [], pending: [{ amount: "2000" }] },
  });
  const started = await made("/subscriptions", body);
  expect(started).toMatchObject({
    ...{ net_days: 30, payment_terms: "30 NET", po_number: "PO-1", grant_on: "payment" },
    collection_method: "send_invoice",
  });
  expect(await acme.available()).toBe("0");

  const path = `/invoices/${started.latest_invoice_id}`;
  const invoice = (await caller.get(path)).body;
  expect(invoice).toMatchObject({ due_date: "2026-05-01T00:00:00.000Z", po_number: "PO-1" });
  expect(invoice.line_items).toMatchObject([
    { kind: "recurring", amount: "149" },
    { kind: "given", amount: "0", credits: "2000" },
  ]);
  await caller.put(`${path}/payment`, {
    ...{ payment_status: "SUCCEEDED", amount: "149", idempotency_key: aReference() },
  });
  expect(await acme.available()).toBe("2000");
});

it("changes how one is billed, and refuses what cannot be honoured", async () => {
  const { caller, made, asked } = await atStarter();
  const path = `/subscriptions/${(await made("/subscriptions", asked)).id}`;
  const put = async (body: object) => {
    const { status, body: answer } = await caller.put(path, body);
    return { status, answer };
  };
  const told = { net_days: 14, payment_terms: "14 NET", po_number: "PO-2", grant_on: "payment" };
  expect(
    await put({ net_days: 14, po_number: "PO-2", grant_on: "payment", reason: "New order" }),
  ).toMatchObject({ status: 200, answer: told });
  for (const [body, pointer, detail] of [
    [{ collection_method: "charge_automatically" }, "/collection_method", /send|charge/],
    [{ net_days: 7, payment_terms: "30 NET" }, "/payment_terms", /another number of days/],
    [{ net_days: 400 }, "/net_days", /At most 365 days/],
  ] as const) {
    expect(await put(body)).toMatchObject({
      ...{ status: 400, answer: { code: "validation_error" } },
      answer: { errors: [{ pointer, detail: expect.stringMatching(detail) }] },
    });
  }
  expect((await caller.get(path)).body).toMatchObject(told);
  expect(
    await caller.post("/subscriptions", { ...asked, collection_method: "charge_automatically" }),
  ).toMatchObject({ status: 400, body: { code: "validation_error" } });
});
