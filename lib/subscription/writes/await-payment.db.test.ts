import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, idText } from "@/lib/ids";
import { findInvoice } from "@/lib/invoicing/reads";
import { VoidInvoiceInput } from "@/lib/invoicing/schema";
import { setBillingDefaults } from "@/lib/invoicing/writes/set-billing-defaults";
import { voidInvoice } from "@/lib/invoicing/writes/void-invoice";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { anEmptyWallet, aPublishedPlan, type PlanTerms } from "@/lib/testing/billing";
import { change, creditsOf, successorOf } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { invoicesOf, type Subscribed, subscribe } from "@/lib/testing/subscribed";
import { pay, pocketOf } from "@/lib/testing/top-ups";
import { AddOnInput, CancelInput, type StartFields } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { issueDueGrants } from "./issue-due-grants";
import { renewSubscriptions } from "./renew-subscriptions";
import { setAddOn } from "./set-add-on";

const STARTER: PlanTerms = { fee: "149", feePeriod: "MONTHLY", credits: "2000" };
const PRO: PlanTerms = { fee: "800", feePeriod: "MONTHLY", credits: "50000" };
const on = (day: string) => new Date(`${day}T00:00:00Z`);

/** From 1 April 2026 on a plan whose credits come with the payment. */
async function onPayment(terms: PlanTerms = STARTER, over: Partial<StartFields> = {}) {
  const ctx = await aContext({ at: on("2026-04-01") });
  const account = await anEmptyWallet(ctx);
  const planId = await aPublishedPlan(ctx, terms);
  return subscribe(ctx, account, planId, { grantOn: "payment", ...over });
}

const idsOf = async (own: Subscribed) =>
  (await invoicesOf(own)).map(({ id }) => InvoiceId.parse(id));
const idAt = async (own: Subscribed, index: number) => {
  const id = (await idsOf(own))[index];
  if (!id) throw new Error(`no invoice ${index}`);
  return id;
};
const payOn = async (own: Subscribed, index: number, day: string) =>
  pay(later(own.ctx, on(day)), await idAt(own, index));

describe("credits that come with the payment", () => {
  it("wait for it, are told on the invoice, and become usable with it until their planned end", async () => {
    const own = await onPayment();
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "2000" });
    const invoice = await findInvoice(own.ctx, await idAt(own, 0));
    expect(
      invoice?.lines.map(({ kind, description, credits }) => [kind, description, credits]),
    ).toEqual([
      ["recurring", "Basic", null],
      ["given", "Comes with the payment: Monthly credits", "2000"],
    ]);
    expect(invoice).toMatchObject({ status: "OPEN", total: "149" });

    await payOn(own, 0, "2026-04-20");
    await payOn(own, 0, "2026-04-20").catch(() => undefined);

    expect(await pocketOf(own.walletId)).toEqual({ available: "2000", pending: "0" });
    const [grant] = await readSql(
      "SELECT effective_at, expires_at, is_paid FROM credit_grant WHERE customer_id = $1::uuid",
      [own.customerId],
    );
    expect(grant).toEqual({
      ...{ effective_at: on("2026-04-01"), expires_at: on("2026-05-01"), is_paid: true },
    });
    expect((await verifyLedger()).differences).toEqual([]);
  });

  it("come at once where the organization says so, or nothing is to pay, or in a trial", async () => {
    const ctx = await aContext({ at: on("2026-04-01") });
    const free = await aPublishedPlan(ctx, { ...STARTER, charges: [] });
    const starter = await aPublishedPlan(ctx, STARTER);
    const asDefault = await subscribe(ctx, await anEmptyWallet(ctx), starter);
    await setBillingDefaults(ctx, { netDays: 0, grantOn: "payment" });
    const unpaid = await subscribe(ctx, await anEmptyWallet(ctx), starter);
    const onFree = await subscribe(ctx, await anEmptyWallet(ctx), free);
    const own = await subscribe(ctx, await anEmptyWallet(ctx), starter, { grantOn: "start" });

    expect(await pocketOf(asDefault.walletId)).toEqual({ available: "2000", pending: "0" });
    expect(await pocketOf(unpaid.walletId)).toEqual({ available: "0", pending: "2000" });
    expect(await pocketOf(onFree.walletId)).toEqual({ available: "2000", pending: "0" });
    expect(await pocketOf(own.walletId)).toEqual({ available: "2000", pending: "0" });
    const other = await aContext({ at: on("2026-04-01") });
    const theirs = await subscribe(
      other,
      await anEmptyWallet(other),
      await aPublishedPlan(other, STARTER),
    );
    expect(await pocketOf(theirs.walletId)).toEqual({ available: "2000", pending: "0" });

    const tried = await onPayment({
      charges: [{ kind: "RECURRING", amount: "149", period: "MONTHLY", trialDays: 14 }],
      grants: [
        { credits: "50", cadence: "ONETIME", expirationKind: "TRIAL" },
        { credits: "2000", expirationKind: "GRANT_PERIOD" },
      ],
    });
    expect(await pocketOf(tried.walletId)).toEqual({ available: "50", pending: "0" });
    await renewSubscriptions(on("2026-04-15"));
    expect(await pocketOf(tried.walletId)).toEqual({ available: "0", pending: "2000" });
  });

  it("wait anew at each renewal, and a payment past their end finds them gone", async () => {
    const own = await onPayment();
    await payOn(own, 0, "2026-04-02");
    await renewSubscriptions(on("2026-05-01"));
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "2000" });
    await renewSubscriptions(on("2026-06-01"));

    await payOn(own, 1, "2026-06-10");
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "2000" });
    await payOn(own, 2, "2026-06-10");

    expect(await pocketOf(own.walletId)).toEqual({ available: "2000", pending: "0" });
    expect(await creditsOf(own)).toEqual([
      "plan 2000 left 0 voided 0",
      "plan 2000 left 0 voided 2000",
      "plan 2000 left 2000 voided 0",
    ]);
  });

  it("of the months of a year wait for the year's invoice, and end with it", async () => {
    const terms = { fee: "588", feePeriod: "ANNUAL", credits: "2500" } as const;
    const own = await onPayment(terms);
    await issueDueGrants(on("2026-05-01"));
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "5000" });
    await payOn(own, 0, "2026-05-20");
    expect(await pocketOf(own.walletId)).toEqual({ available: "2500", pending: "0" });
    await issueDueGrants(on("2026-06-01"));
    expect((await creditsOf(own)).at(-1)).toBe("plan 2500 left 2500 voided 0");

    const voided = await onPayment(terms);
    const reason = VoidInvoiceInput.parse({ reason: "Ordered twice" });
    await voidInvoice(later(voided.ctx, on("2026-04-10")), await idAt(voided, 0), reason);
    await issueDueGrants(on("2026-05-01"));
    expect(await creditsOf(voided)).toEqual([
      "plan 2500 left 0 voided 2500",
      "plan 2500 left 0 voided 2500",
    ]);
  });

  it.each(["paid", "voided"] as const)(
    "are the same when a run comes after their invoice was %s",
    async (fate) => {
      const terms = { fee: "588", feePeriod: "ANNUAL", credits: "2500" } as const;
      const settle = async (own: Subscribed) => {
        const reason = VoidInvoiceInput.parse({ reason: "Ordered twice" });
        const at = later(own.ctx, on("2026-05-20"));
        if (fate === "paid") await pay(at, await idAt(own, 0));
        else await voidInvoice(at, await idAt(own, 0), reason);
      };
      const [inTime, late] = [await onPayment(terms), await onPayment(terms)];
      await settle(late);
      await issueDueGrants(on("2026-05-01"));
      await settle(inTime);
      await issueDueGrants(on("2026-06-01"));

      const livesOf = ({ customerId }: Subscribed) =>
        readSql(
          `SELECT effective_at, expires_at, available_from, available, pending, expired, voided, is_paid
         FROM credit_grant WHERE customer_id = $1::uuid ORDER BY effective_at`,
          [customerId],
        );
      expect(await livesOf(late)).toEqual(await livesOf(inTime));
      expect(await pocketOf(late.walletId)).toMatchObject({ pending: "0" });
      expect((await verifyLedger()).differences).toEqual([]);
    },
  );

  it("are not left waiting when the payment comes as the run does", async () => {
    const own = await onPayment({ fee: "588", feePeriod: "ANNUAL", credits: "2500" });
    await Promise.all([issueDueGrants(on("2026-05-01")), payOn(own, 0, "2026-05-01")]);

    expect(await pocketOf(own.walletId)).toEqual({ available: "2500", pending: "0" });
  });

  it("of an add-on wait for its own invoice", async () => {
    const own = await onPayment();
    await payOn(own, 0, "2026-04-01");
    const addOn = await aPublishedPlan(own.ctx, {
      ...{ ...STARTER, kind: "ADD_ON", fee: "10", credits: "300" },
    });
    await setAddOn(
      later(own.ctx, on("2026-04-10")),
      own.id,
      AddOnInput.parse({ planId: idText("plan", addOn), quantity: 2 }),
    );
    expect(await pocketOf(own.walletId)).toEqual({ available: "2000", pending: "600" });
    await payOn(own, 1, "2026-04-11");
    expect(await pocketOf(own.walletId)).toEqual({ available: "2600", pending: "0" });
  });
});

describe("credits that nobody has paid for yet", () => {
  it("are voided by a change of plan, and the successor's wait as they did", async () => {
    const own = await onPayment();
    const pro = await aPublishedPlan(own.ctx, PRO);
    const changed = await change(own.ctx, own, { to: pro });
    expect(changed.outcome).toMatchObject({ total: "651" });
    expect(await creditsOf(own)).toEqual([
      "plan 2000 left 0 voided 2000",
      "plan 50000 left 0 voided 0",
    ]);

    // Of the price of 800, 149 were never paid.
    await payOn(own, 1, "2026-04-02");
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "50000" });
    await payOn(own, 0, "2026-04-03");

    expect(await pocketOf(own.walletId)).toEqual({ available: "50000", pending: "0" });
    const next = successorOf(own, changed);
    await renewSubscriptions(on("2026-05-01"));
    expect(await pocketOf(next.walletId)).toEqual({ available: "0", pending: "50000" });
  });

  it("buy nothing by a change to a cheaper plan, now or with what is carried", async () => {
    const own = await onPayment(PRO);
    const starter = await aPublishedPlan(own.ctx, STARTER);
    const changed = await change(own.ctx, own, { to: starter, when: "now" });
    expect(changed.outcome).toMatchObject({ total: "0", carried: "651" });
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "2000" });
    await renewSubscriptions(on("2026-05-01"));
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "4000" });

    await payOn(own, 0, "2026-05-02");

    expect(await pocketOf(own.walletId)).toEqual({ available: "2000", pending: "0" });
  });

  it("are voided by a cancellation now, and kept waiting where they are to be kept", async () => {
    const own = await onPayment();
    await cancelSubscription(own.ctx, own.id, CancelInput.parse({ when: "now" }));
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "0" });
    await payOn(own, 0, "2026-04-02");
    expect(await pocketOf(own.walletId)).toEqual({ available: "0", pending: "0" });

    const kept = await onPayment();
    await cancelSubscription(
      kept.ctx,
      kept.id,
      CancelInput.parse({ when: "now", credits: "keep" }),
    );
    await payOn(kept, 0, "2026-04-02");
    expect(await pocketOf(kept.walletId)).toEqual({ available: "2000", pending: "0" });
    expect((await verifyLedger()).differences).toEqual([]);
  });
});
