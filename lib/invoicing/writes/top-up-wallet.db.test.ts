import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, idText, newId, type PackId, type WalletId } from "@/lib/ids";
import { anEmptyWallet, aPack } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { findInvoice, listInvoices } from "../reads";
import { InvoiceQuery, PaymentInput, type TopUpFields, TopUpInput } from "../schema";
import { recordPayment } from "./record-payment";
import { topUpWallet } from "./top-up-wallet";
import { voidInvoice } from "./void-invoice";

const topUp = (ctx: Context, wallet: WalletId, fields: TopUpFields) =>
  topUpWallet(ctx, wallet, TopUpInput.parse(fields));
const bought = (
  over: Partial<Extract<TopUpFields, { kind: "bought" }>> = {},
): Extract<TopUpFields, { kind: "bought" }> => ({
  ...{ kind: "bought", credits: "1000", reference: aReference() },
  ...over,
});
const invoiceIdOf = ({ invoice }: { invoice: { id: string } | null }) =>
  InvoiceId.parse(invoice?.id);
const pay = (ctx: Context, id: InvoiceId, fields: object = {}) =>
  recordPayment(ctx, id, PaymentInput.parse(fields));

async function figuresOf(wallet: WalletId) {
  const [row] = await readSql(
    `SELECT trim_scale(available)::text AS available, trim_scale(pending)::text AS pending
     FROM wallet WHERE id = $1::uuid`,
    [wallet],
  );
  return row;
}
const grantOf = async (wallet: WalletId) => {
  const rows = await readSql(
    `SELECT category::text, source, expires_at, cost_total::float8 AS cost, voided::float8 AS voided
     FROM credit_grant WHERE wallet_id = $1::uuid`,
    [wallet],
  );
  return rows;
};
const invoicesOf = async (ctx: Context) => (await listInvoices(ctx, InvoiceQuery.parse({}))).items;

describe("a free top-up", () => {
  it("gives promotional credits at once, without an invoice", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);

    const done = await topUp(ctx, wallet, {
      ...{ kind: "free", credits: "1000", reference: aReference(), reason: "Welcome" },
      expiresAfterDays: 30,
    });

    expect(done).toMatchObject({ credits: "1000", price: "0", invoice: null, isPending: false });
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });
    expect(await grantOf(wallet)).toMatchObject([
      { category: "PROMOTIONAL", cost: 0, expires_at: new Date("2026-03-31T12:00:00Z") },
    ]);
    const audits = await readSql(
      "SELECT action, reason FROM audit_record WHERE organization_id = $1::uuid",
      [ctx.organizationId],
    );
    expect(audits).toContainEqual({ action: "wallet.credited", reason: "Welcome" });
  });
});

describe("a bought top-up", () => {
  it("waits for payment with an open invoice at the wallet's rate", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx, { topupRate: "0.03" });

    const { invoice, isPending } = await topUp(ctx, wallet, bought());

    expect(isPending).toBe(true);
    expect(await figuresOf(wallet)).toEqual({ available: "0", pending: "1000" });
    expect(invoice).toMatchObject({
      ...{ status: "OPEN", number: "INV-2026-000001", type: "CREDIT", total: "30", due: "30" },
      lines: [{ kind: "credits", credits: "1000", amount: "30" }],
    });
  });

  it("is usable once it is paid, its term counted from the payment", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const done = await topUp(ctx, wallet, bought({ expiresAfterDays: 90 }));

    const paid = await pay(later(ctx, "2026-03-11T12:00:00Z"), invoiceIdOf(done));

    expect(paid).toMatchObject({ status: "PAID", paymentStatus: "SUCCEEDED", due: "0" });
    expect(paid.payments).toMatchObject([{ amount: "1000", status: "SUCCEEDED" }]);
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });
    expect(await grantOf(wallet)).toMatchObject([{ expires_at: new Date("2026-06-09T12:00:00Z") }]);
  });

  it("is usable at once when asked so, and is invoiced all the same", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);

    const done = await topUp(ctx, wallet, bought({ availability: "at_once" }));
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });

    const paid = await pay(ctx, invoiceIdOf(done));
    expect(paid.status).toBe("PAID");
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });

  it("takes an amount of money and says how many credits it buys", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx, { topupRate: "0.03" });

    const done = await topUp(ctx, wallet, bought({ credits: null, money: "10" }));

    expect(done).toMatchObject({ credits: "333.333333333", price: "10" });
  });

  it("asks a pack's own price and gives its credits and term", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const packId = await aPack(ctx, { credits: "1000", price: "29" });

    const pack = { kind: "pack", packId: idText("pack", packId), reference: aReference() } as const;
    const done = await topUp(ctx, wallet, pack);

    expect(done).toMatchObject({ credits: "1000", price: "29", invoice: { total: "29" } });
    expect(await grantOf(wallet)).toMatchObject([{ source: "pack", cost: 29 }]);
  });
});

describe("one reference", () => {
  it("tops up and invoices once, however often and whenever it is asked", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const asked = bought();

    const first = await topUp(ctx, wallet, asked);
    const again = await topUp(later(ctx, "2026-04-01T00:00:00Z"), wallet, asked);

    expect(again).toMatchObject({ replayed: true, grantId: first.grantId });
    expect(again.invoice?.id).toBe(first.invoice?.id);
    expect(await invoicesOf(ctx)).toHaveLength(1);
  });

  it("acts once when eight ask at the same time", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const asked = bought();

    const all = await Promise.all(Array.from({ length: 8 }, () => topUp(ctx, wallet, asked)));

    expect(new Set(all.map(({ invoice }) => invoice?.id)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await figuresOf(wallet)).toEqual({ available: "0", pending: "1000" });
  });

  it("is refused for another top-up, and changes nothing", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const asked = bought();
    await topUp(ctx, wallet, asked);

    await expect(topUp(ctx, wallet, { ...asked, credits: "2" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(await figuresOf(wallet)).toEqual({ available: "0", pending: "1000" });
    expect(await invoicesOf(ctx)).toHaveLength(1);
  });
});

describe("a payment", () => {
  it("makes the credits usable once, however many record it", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => pay(ctx, id, { reference: "bank-1" })),
    );

    expect(asked.map(({ status }) => status)).toEqual(Array(6).fill("fulfilled"));
    expect((await findInvoice(ctx, id))?.payments).toHaveLength(1);
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });

  it("in part leaves the invoice open and the credits waiting", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    expect(await pay(ctx, id, { amount: "400" })).toMatchObject({ status: "OPEN", due: "600" });
    expect(await figuresOf(wallet)).toEqual({ available: "0", pending: "1000" });

    await expect(pay(ctx, id, { amount: "600.01" })).rejects.toMatchObject({
      code: "validation_error",
    });
    expect(await pay(ctx, id, { amount: "600" })).toMatchObject({ status: "PAID" });
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });

  it("of a paid invoice is refused, and changes nothing", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    await pay(ctx, id);

    await expect(pay(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
    expect((await findInvoice(ctx, id))?.payments).toHaveLength(1);
  });

  it("that fails ends the purchase, and failing twice does nothing", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    const failed = await pay(ctx, id, { status: "FAILED" });
    await pay(ctx, id, { status: "FAILED" });

    expect(failed).toMatchObject({ status: "VOID", paymentStatus: "FAILED", due: "0" });
    expect((await findInvoice(ctx, id))?.payments).toHaveLength(1);
    expect(await figuresOf(wallet)).toEqual({ available: "0", pending: "0" });
    expect(await grantOf(wallet)).toMatchObject([{ voided: 1000 }]);
  });
});

describe("a voided invoice", () => {
  it("takes the waiting credits with it, and cannot be paid", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    const voided = await voidInvoice(ctx, id, { reason: "Ordered twice" });
    await voidInvoice(ctx, id, { reason: "Ordered twice" });

    expect(voided).toMatchObject({ status: "VOID", number: "INV-2026-000001" });
    expect(await figuresOf(wallet)).toEqual({ available: "0", pending: "0" });
    await expect(pay(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("cannot be one that was paid", async () => {
    const ctx = await aContext();
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    await pay(ctx, id);

    await expect(voidInvoice(ctx, id, { reason: "Too late" })).rejects.toMatchObject({
      code: "invalid_state",
    });
    expect(await figuresOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });
});

describe("another organization", () => {
  it("finds neither the wallet, the pack nor the invoice", async () => {
    const [ctx, stranger] = [await aContext(), await aContext()];
    const { wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    const own = await anEmptyWallet(stranger);
    const packId = idText("pack", await aPack(ctx, { credits: "1", price: "1" }));
    const pack = { kind: "pack", packId, reference: aReference() } as const;

    const attempts = await Promise.allSettled([
      topUp(stranger, wallet, bought()),
      topUp(stranger, own.wallet, pack),
      pay(stranger, id),
      voidInvoice(stranger, id, { reason: "Not mine" }),
    ]);
    const reason = expect.objectContaining({ code: "not_found" });
    expect(attempts).toEqual(Array(4).fill({ status: "rejected", reason }));
    expect(await findInvoice(stranger, id)).toBeUndefined();
    expect(await invoicesOf(stranger)).toEqual([]);
    const unknown = { kind: "pack", packId: idText("pack", newId<PackId>()) } as const;
    await expect(topUp(ctx, wallet, { ...unknown, reference: aReference() })).rejects.toMatchObject(
      { code: "not_found" },
    );
  });
});

describe("numbers of invoices", () => {
  it("have no gaps, whoever issues at the same time and whatever is refused between", async () => {
    const ctx = await aContext();
    const wallets = await Promise.all([1, 2, 3, 4].map(() => anEmptyWallet(ctx)));
    const asked = wallets.flatMap(({ wallet }) =>
      [1, 2, 3, 4, 5].map(() => topUp(ctx, wallet, bought())),
    );
    const refused = wallets.map(({ wallet }) =>
      topUp(ctx, wallet, bought({ fingerprint: "of another day" })),
    );

    const [, outcomes] = await Promise.all([Promise.all(asked), Promise.allSettled(refused)]);

    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    const numbers = (await invoicesOf(ctx)).map(({ number }) => number).sort();
    expect(numbers).toEqual(
      Array.from({ length: 20 }, (_, i) => `INV-2026-${String(i + 1).padStart(6, "0")}`),
    );
  });
});
