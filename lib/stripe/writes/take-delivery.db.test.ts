import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PackInput } from "@/lib/catalog/schema/pack";
import { archivePack } from "@/lib/catalog/writes/archive-pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import type { Context } from "@/lib/context";
import { CustomerInput } from "@/lib/customer/schema";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { prisma } from "@/lib/db/prisma";
import { InvoiceId, idText, newId, PackId, TransactionId, type WalletId } from "@/lib/ids";
import { findInvoice } from "@/lib/invoicing/reads";
import { findTransaction } from "@/lib/ledger/reads/transactions";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { createTestClock } from "@/lib/test-clock/writes/create-test-clock";
import { aStripeShop, changesNothing, deliver, deliveriesOf, standing } from "@/lib/testing/stripe";
import { anEvent, aSession } from "@/lib/testing/stripe-events";
import { anAccount } from "@/lib/testing/wallets";
import { updateTerms } from "./update-terms";

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process"));
afterAll(() => vi.unstubAllEnvs());

const DAY_MS = 86_400_000;
const paid = "checkout.session.completed";
const settled = "checkout.session.async_payment_succeeded";

const grantsOf = ({ organizationId }: Context) =>
  prisma().creditGrant.findMany({ where: { organizationId }, orderBy: { id: "asc" } });

describe("a paid checkout", () => {
  it("grants its credits at once, for what was paid, with an invoice that is paid", async () => {
    const { ctx, customerId } = await aStripeShop();

    const told = await deliver(ctx, anEvent());

    expect(told).toMatchObject({ status: 200, received: true, came: "granted: granted" });
    const [grant] = await grantsOf(ctx);
    expect(grant).toMatchObject({ customerId, category: "PREPAID", source: "top_up" });
    expect(grant?.available.toString()).toBe("1000");
    expect(grant?.costTotal.toString()).toBe("29");
    const [delivery] = await deliveriesOf(ctx);
    expect(delivery).toMatchObject({
      ...{ status: "GRANTED", credits: "1000", amount: "29", currency: "USD", times: 1 },
      ...{ customer: { externalId: "acme" }, decidedBy: "Stripe", canProcess: false },
    });
    const invoice = await findInvoice(ctx, InvoiceId.parse(delivery?.invoice?.id));
    expect(invoice).toMatchObject({ status: "PAID", total: "29", paid: "29", currency: "USD" });
    expect(invoice?.payments).toMatchObject([
      {
        amount: "29",
        method: "card",
        reference: "stripe:pi_1",
        note: "Stripe Checkout cs_live_a1",
      },
    ]);
    const transaction = await findTransaction(ctx, TransactionId.parse(delivery?.transactionId));
    expect(transaction).toMatchObject({
      actor: { kind: "system", name: "Stripe" },
      reason: "Stripe Checkout cs_live_a1",
      metadata: { stripe_session: "cs_live_a1", stripe_payment_intent: "pi_1" },
    });
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("gives the term of the settings, of the session, or none", async () => {
    const { ctx } = await aStripeShop();
    const lasting = async (id: string, metadata: object) => {
      await deliver(ctx, anEvent({}, aSession({ id, payment_intent: `pi_${id}`, metadata })));
      const grant = (await grantsOf(ctx)).at(-1);
      const { expiresAt = null, effectiveAt } = grant ?? {};
      return expiresAt && effectiveAt && (expiresAt.getTime() - effectiveAt.getTime()) / DAY_MS;
    };

    expect(await lasting("1", { florin_credits: "5" })).toBe(90);
    const asked = { florin_credits: "5", florin_expires_after_days: "30" };
    expect(await lasting("2", asked)).toBe(30);
    const never = { florin_credits: "5", florin_expires_after_days: "never" };
    expect(await lasting("3", never)).toBeNull();
    await updateTerms(ctx, { expiresAfterDays: null });
    expect(await lasting("4", { florin_credits: "5" })).toBeNull();
    await updateTerms(ctx, { expiresAfterDays: 7 });
    expect(await lasting("5", { florin_credits: "5" })).toBe(7);
  });

  it("gives a pack's credits on the pack's term, at what was paid, be it sold no longer", async () => {
    const { ctx } = await aStripeShop();
    const terms = { name: "Growth", credits: "5000", price: "99", expiresAfterDays: 365 };
    const pack = await createPack(ctx, PackInput.parse(terms));
    await archivePack(ctx, PackId.parse(pack.id));
    const metadata = { florin_pack_id: pack.id };
    const session = aSession({ metadata, amount_total: 8_400, currency: "eur" });

    expect(await deliver(ctx, anEvent({}, session))).toMatchObject({ came: "granted: granted" });

    const [grant] = await grantsOf(ctx);
    expect(grant).toMatchObject({ source: "pack", name: "Growth", currency: "EUR" });
    expect(grant?.costTotal.toString()).toBe("84");
    const [delivery] = await deliveriesOf(ctx);
    expect(delivery).toMatchObject({ credits: "5000", amount: "84", currency: "EUR" });
    const invoice = await findInvoice(ctx, InvoiceId.parse(delivery?.invoice?.id));
    expect(invoice).toMatchObject({ status: "PAID", total: "84", currency: "EUR" });
  });

  it("that a voucher paid whole grants them for nothing, and asks for no payment", async () => {
    const { ctx } = await aStripeShop();
    const free = aSession({ payment_status: "no_payment_required", amount_total: 0 });

    expect(await deliver(ctx, anEvent({}, free))).toMatchObject({ came: "granted: granted" });

    const [delivery] = await deliveriesOf(ctx);
    const invoice = await findInvoice(ctx, InvoiceId.parse(delivery?.invoice?.id));
    expect(invoice).toMatchObject({ status: "PAID", total: "0", payments: [] });
  });

  it("goes to the wallet that it names, if that is the customer's", async () => {
    const { ctx } = await aStripeShop();
    const [own, other] = [await anAccount(ctx), await anAccount(ctx)];
    const named = (wallet: WalletId) => ({
      florin_credits: "10",
      florin_customer_id: idText("cus", own.customerId),
      florin_wallet_id: idText("wal", wallet),
    });

    await deliver(ctx, anEvent({}, aSession({ metadata: named(own.walletId) })));
    expect((await grantsOf(ctx)).map(({ walletId }) => walletId)).toEqual([own.walletId]);
    for (const wallet of [other.walletId, newId<WalletId>()]) {
      const session = aSession({ id: `cs_${wallet}`, metadata: named(wallet) });
      await changesNothing(ctx, async () => {
        const told = await deliver(ctx, anEvent({}, session));
        expect(told).toMatchObject({ status: 200, came: "refused: unknown_wallet" });
      });
    }
  });
});

describe("of what comes more than once", () => {
  it("the same event twenty times at once grants once", async () => {
    const { ctx } = await aStripeShop();
    const event = anEvent();

    const told = await Promise.all(Array.from({ length: 20 }, () => deliver(ctx, event)));

    expect(told.map(({ came }) => came)).toEqual(Array(20).fill("granted: granted"));
    expect(await standing(ctx)).toMatchObject({ grants: 1, invoices: 1, payments: 1, wallets: 1 });
    expect(await deliveriesOf(ctx)).toMatchObject([{ status: "GRANTED", times: 20 }]);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("twenty events of one session at once grant once", async () => {
    const { ctx } = await aStripeShop();
    const events = Array.from({ length: 20 }, (_, at) =>
      anEvent({ type: at % 2 ? paid : settled }),
    );

    const told = await Promise.all(events.map((event) => deliver(ctx, event)));

    expect(told.filter(({ came }) => came === "granted: granted")).toHaveLength(1);
    expect(told.filter(({ came }) => came === "duplicate: granted_before")).toHaveLength(19);
    expect(await standing(ctx)).toMatchObject({ grants: 1, invoices: 1, payments: 1 });
  });

  it("a session of another organization is another session", async () => {
    const [one, two] = [await aStripeShop(), await aStripeShop()];
    const event = anEvent();

    expect(await deliver(one.ctx, event)).toMatchObject({ came: "granted: granted" });
    expect(await deliver(two.ctx, event)).toMatchObject({ came: "granted: granted" });

    expect(await deliveriesOf(one.ctx)).toHaveLength(1);
    expect(await grantsOf(two.ctx)).toHaveLength(1);
  });
});

describe("in whatever order they come", () => {
  const session = (payment_status: string) => aSession({ payment_status });
  const unpaid = () => anEvent({ type: paid }, session("unpaid"));
  const succeeded = () => anEvent({ type: settled }, session("paid"));
  const gone = (type: string) => anEvent({ type: `checkout.session.${type}` }, session("unpaid"));

  it("a payment that takes days grants when it arrives, not before", async () => {
    const { ctx } = await aStripeShop();

    await changesNothing(ctx, async () => {
      expect(await deliver(ctx, unpaid())).toMatchObject({ came: "ignored: not_paid_yet" });
    });
    expect(await deliver(ctx, succeeded())).toMatchObject({ came: "granted: granted" });
  });

  it("its success may come before its completion, or a paid completion late", async () => {
    const { ctx } = await aStripeShop();

    await deliver(ctx, succeeded());
    await changesNothing(ctx, async () => {
      expect(await deliver(ctx, unpaid())).toMatchObject({ came: "ignored: not_paid_yet" });
    });
    await changesNothing(ctx, async () => {
      expect(await deliver(ctx, anEvent())).toMatchObject({ came: "duplicate: granted_before" });
    });
  });

  it("one that failed or expired grants nothing, and takes nothing back", async () => {
    const { ctx } = await aStripeShop();
    const ends = async () => {
      expect(await deliver(ctx, gone("expired"))).toMatchObject({
        came: "ignored: session_expired",
      });
      expect(await deliver(ctx, gone("async_payment_failed"))).toMatchObject({
        came: "ignored: payment_failed",
      });
    };

    await changesNothing(ctx, ends, 2);
    expect(await deliver(ctx, anEvent())).toMatchObject({ came: "granted: granted" });
    await changesNothing(ctx, ends, 2);
  });
});

it("in a sandbox takes test payments, at the time its customer lives at", async () => {
  const { ctx } = await aStripeShop("TEST");
  const then = new Date("2024-02-29T00:00:00Z");
  const clock = await createTestClock(ctx, { name: "Then", frozenAt: then });
  const resident = { externalId: "leap", testClockId: idText("clk", clock) };
  await createCustomer(ctx, CustomerInput.parse(resident));
  const session = aSession({ client_reference_id: "leap" });

  expect(await deliver(ctx, anEvent())).toMatchObject({ came: "refused: wrong_mode_live" });
  expect(await deliver(ctx, anEvent({ livemode: false }, session))).toMatchObject({
    came: "granted: granted",
  });

  const [grant] = await grantsOf(ctx);
  expect(grant).toMatchObject({
    effectiveAt: then,
    expiresAt: new Date(then.getTime() + 90 * DAY_MS),
  });
});
