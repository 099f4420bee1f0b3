import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, idText } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { type BillingFields, BillingInput } from "@/lib/invoicing/schema/billing";
import { setBillingDefaults } from "@/lib/invoicing/writes/set-billing-defaults";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { change, successorOf } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { askedStart, invoicesOf, subscribe, traceOf } from "@/lib/testing/subscribed";
import { pay } from "@/lib/testing/top-ups";
import { findSubscription } from "../reads";
import { CancelInput, StartInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { renewSubscriptions } from "./renew-subscriptions";
import { setBilling } from "./set-billing";
import { startSubscription } from "./start-subscription";

const on = (day: string) => new Date(`${day}T09:00:00Z`);
const MONTHLY = { fee: "149", feePeriod: "MONTHLY", credits: "2000" } as const;
const TERMS = { netDays: 30, poNumber: "PO-4711" };
const asked = (fields: BillingFields) => BillingInput.parse(fields);

async function aStarter(over: Partial<Parameters<typeof subscribe>[3]> = TERMS) {
  const ctx = await aContext({ at: on("2026-01-31") });
  const account = await anEmptyWallet(ctx);
  const planId = await aPublishedPlan(ctx, MONTHLY);
  return { ...(await subscribe(ctx, account, planId, over)), planId };
}
const papersOf = async (own: Parameters<typeof invoicesOf>[0]) =>
  (await invoicesOf(own)).map(({ dueAt, poNumber }) => [dueAt?.slice(0, 10), poNumber]);

describe("a subscription's billing method", () => {
  it("makes its invoices due by its net days, each with the order number of its own time", async () => {
    const own = await aStarter();
    const changed = await setBilling(
      later(own.ctx, on("2026-02-10")),
      own.id,
      asked({ netDays: 14, poNumber: "PO-4712", reason: "New order" }),
    );
    expect(changed).toMatchObject({ netDays: 14, poNumber: "PO-4712", grantOn: "start" });
    await renewSubscriptions(on("2026-02-28"));

    expect(await papersOf(own)).toEqual([
      ["2026-03-02", "PO-4711"],
      ["2026-03-14", "PO-4712"],
    ]);
    const [audit] = await readSql(
      "SELECT reason, before, after FROM audit_record WHERE action = 'subscription.billing_changed'",
      [],
    );
    expect(audit).toMatchObject({
      ...{ reason: "New order", before: TERMS },
      after: { netDays: 14, poNumber: "PO-4712" },
    });
  });

  it("is overdue only a day past its time", async () => {
    const own = await aStarter();
    const overdueAt = async (day: string) =>
      (await listInvoices(later(own.ctx, on(day)), InvoiceQuery.parse({ isOverdue: true }))).total;
    expect(await overdueAt("2026-03-03")).toBe(0);
    expect(await overdueAt("2026-03-04")).toBe(1);
    const [invoice] = await invoicesOf(own);
    await pay(own.ctx, InvoiceId.parse(invoice?.id));
    expect(await overdueAt("2026-03-04")).toBe(0);
  });

  it("is the organization's where the start says nothing, as it was then, and no other's", async () => {
    const own = await aStarter({});
    const account = await anEmptyWallet(own.ctx);
    await setBillingDefaults(own.ctx, { netDays: 45, grantOn: "start" });
    const next = await subscribe(own.ctx, account, own.planId);
    const other = await aStarter({});

    const daysOf = async ({ ctx, id }: typeof next) => (await findSubscription(ctx, id))?.netDays;
    expect([await daysOf(own), await daysOf(next), await daysOf(other)]).toEqual([0, 45, 0]);
  });

  it("goes on with the successor of a change", async () => {
    const own = await aStarter({ ...TERMS, grantOn: "payment" });
    const pro = await aPublishedPlan(own.ctx, { ...MONTHLY, fee: "800" });
    const next = successorOf(own, await change(own.ctx, own, { to: pro }));
    expect(await findSubscription(own.ctx, next.id)).toMatchObject({
      ...{ ...TERMS, grantOn: "payment", collectionMethod: "send_invoice" },
    });
    expect((await papersOf(own)).at(-1)).toEqual(["2026-03-02", "PO-4711"]);
  });

  it("starts once under a reference, and is another start with other terms", async () => {
    const own = await aStarter({ ...TERMS, reference: "order-1" });
    const again = (over: object) =>
      startSubscription(
        own.ctx,
        askedStart(own, own.planId, { ...TERMS, reference: "order-1", ...over }),
      );
    expect((await again({})).id).toBe(idText("sub", own.id));
    await expect(again({ netDays: 14 })).rejects.toMatchObject({ code: "idempotency_conflict" });
  });

  it("refuses what cannot be honoured, and changes nothing", async () => {
    const own = await aStarter();
    const before = await traceOf(own);
    const charged = { collectionMethod: "charge_automatically" } as const;
    expect(BillingInput.safeParse(charged).error?.issues[0]?.message).toMatch(
      /No payment provider is connected/,
    );
    expect(StartInput.shape.collectionMethod.safeParse("charge_automatically").success).toBe(false);
    await expect(setBilling(await aContext(), own.id, asked({ netDays: 7 }))).rejects.toMatchObject(
      { code: "not_found" },
    );
    const same = await setBilling(own.ctx, own.id, asked({ ...TERMS, reason: "Again" }));
    expect(same).toMatchObject(TERMS);
    expect(await traceOf(own)).toEqual(before);

    await cancelSubscription(own.ctx, own.id, CancelInput.parse({ when: "now" }));
    await expect(setBilling(own.ctx, own.id, asked({ netDays: 7 }))).rejects.toMatchObject({
      code: "invalid_state",
    });
  });
});
