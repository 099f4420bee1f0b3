import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { GrantId, type InvoiceId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { listGrants } from "@/lib/ledger/reads/grants";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { VoidGrantInput } from "@/lib/ledger/schema";
import { extendGrant } from "@/lib/ledger/writes/extend-grant";
import { startRefill } from "@/lib/ledger/writes/start-refill";
import { transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { voidGrant } from "@/lib/ledger/writes/void-grant";
import { anEmptyWallet } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { extendInput, grt, refillInput, transferInput } from "@/lib/testing/moves";
import { bought, grantsIn, invoiceIdOf, pay, pocketOf, topUp } from "@/lib/testing/top-ups";
import { aDebit } from "@/lib/testing/wallets";
import { findInvoice } from "../reads";
import { voidInvoice } from "./void-invoice";

describe("a payment", () => {
  it("makes the credits usable once, however many record it", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => pay(ctx, id, { reference: "bank-1" })),
    );

    expect(asked.map(({ status }) => status)).toEqual(Array(6).fill("fulfilled"));
    expect((await findInvoice(ctx, id))?.payments).toHaveLength(1);
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });

  it("in part leaves the invoice open and the credits waiting", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    expect(await pay(ctx, id, { amount: "400" })).toMatchObject({ status: "OPEN", due: "600" });
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "1000" });

    await expect(pay(ctx, id, { amount: "600.01" })).rejects.toMatchObject({
      code: "validation_error",
    });
    expect(await pay(ctx, id, { amount: "600" })).toMatchObject({ status: "PAID" });
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });

  it("of a paid invoice is refused, and changes nothing", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    await pay(ctx, id);

    await expect(pay(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
    expect((await findInvoice(ctx, id))?.payments).toHaveLength(1);
  });

  it("that fails ends the purchase, and failing twice does nothing", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    const failed = await pay(ctx, id, { status: "FAILED" });
    await pay(ctx, id, { status: "FAILED" });

    expect(failed).toMatchObject({ status: "VOID", paymentStatus: "FAILED", due: "0" });
    expect((await findInvoice(ctx, id))?.payments).toHaveLength(1);
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "0" });
    expect(await grantsIn(wallet)).toMatchObject([{ voided: 1000 }]);
  });
});

/** What the audit log tells of what was done to an invoice. */
const toldOf = async (id: InvoiceId, action: string) => {
  const [record] = await readSql(
    "SELECT after FROM audit_record WHERE entity_id = $1 AND action = $2",
    [id, action],
  );
  return record?.after;
};

describe("a payment of credits that cannot be used any more", () => {
  it("is recorded and a refund proposed, once they were voided by hand", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const done = await topUp(ctx, wallet, bought());
    const grantId = GrantId.parse(done.grantId);
    const asked = { reason: "Ordered twice", reference: aReference() };
    await voidGrant(ctx, grantId, VoidGrantInput.parse(asked));
    const id = invoiceIdOf(done);

    expect(await pay(ctx, id)).toMatchObject({ status: "PAID", due: "0" });

    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "0" });
    const told = { voidedCredits: "1000", proposedRefund: "1000" };
    expect(await toldOf(id, "invoice.payment_recorded")).toMatchObject(told);
  });

  it("is recorded and a refund proposed, after their fixed end", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx, { topupRate: "0.03" });
    const expiresAt = "2026-04-01T00:00:00Z";
    const id = invoiceIdOf(await topUp(ctx, wallet, bought({ expiresAt })));

    expect(await pay(later(ctx, expiresAt), id)).toMatchObject({ status: "PAID" });

    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "0" });
    const told = { voidedCredits: "1000", proposedRefund: "30" };
    expect(await toldOf(id, "invoice.payment_recorded")).toMatchObject(told);
  });

  it("is not lost in part: what was paid before a failure is proposed for a refund", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    await pay(ctx, id, { amount: "400" });

    await pay(ctx, id, { status: "FAILED" });

    const told = { voidedCredits: "1000", uncoveredCredits: "0", proposedRefund: "400" };
    expect(await toldOf(id, "invoice.payment_failed")).toMatchObject(told);
  });
});

describe("a payment that fails while the wallet is frozen", () => {
  it("is refused loudly instead of leaving usable credits that nobody paid for", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought({ availability: "at_once" })));
    await prisma().wallet.update({ where: { id: wallet }, data: { status: "FROZEN" } });

    await expect(pay(ctx, id, { status: "FAILED" })).rejects.toMatchObject({
      code: "invalid_state",
      details: { entity: "wallet" },
    });
    expect(await findInvoice(ctx, id)).toMatchObject({ status: "OPEN", payments: [] });
  });
});

describe("a failed payment of credits that were usable at once", () => {
  it("takes back what is left and tells what was spent", async () => {
    const ctx = await aContext();
    const account = await anEmptyWallet(ctx);
    const asked = bought({ availability: "at_once" });
    const id = invoiceIdOf(await topUp(ctx, account.walletId, asked));
    expect(await post(ctx, aDebit(ctx, account, "300"))).toMatchObject({ ok: true });

    await pay(ctx, id, { status: "FAILED" });

    expect(await pocketOf(account.walletId)).toEqual({ available: "0", pending: "0" });
    const told = { voidedCredits: "700", uncoveredCredits: "300" };
    expect(await toldOf(id, "invoice.payment_failed")).toMatchObject(told);
  });
});

describe("a failed payment of credits that have moved on since", () => {
  it("takes them back wherever they are, and tells what was spent of them", async () => {
    const ctx = await aContext();
    const [account, other] = [await anEmptyWallet(ctx), await anEmptyWallet(ctx)];
    const terms = { availability: "at_once", expiresAt: "2099-01-01T00:00:00Z" } as const;
    const id = invoiceIdOf(await topUp(ctx, account.walletId, bought(terms)));
    const [first] = await listGrants(ctx, account.walletId);
    const grantId = GrantId.parse(first?.id);
    const extended = await extendGrant(ctx, grantId, extendInput(null, { amount: "600" }));
    await transferCredits(ctx, grt(extended.grantId), transferInput(other, "250"));
    await transferCredits(ctx, grantId, transferInput(other, "50"));
    expect(await post(ctx, aDebit(ctx, other, "20"))).toMatchObject({ ok: true });

    await pay(ctx, id, { status: "FAILED" });

    for (const { walletId } of [account, other]) {
      expect(await pocketOf(walletId)).toEqual({ available: "0", pending: "0" });
    }
    const told = { voidedCredits: "980", uncoveredCredits: "20" };
    expect(await toldOf(id, "invoice.payment_failed")).toMatchObject(told);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("leaves alone what a refill or a reset gave beside them", async () => {
    const ctx = await aContext();
    const account = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, account.walletId, bought({ availability: "at_once" })));
    await startRefill(ctx, account.walletId, refillInput("40"));

    await pay(ctx, id, { status: "FAILED" });

    expect(await pocketOf(account.walletId)).toEqual({ available: "40", pending: "0" });
  });
});

describe("a voided invoice", () => {
  it("takes the waiting credits with it, and cannot be paid", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));

    const voided = await voidInvoice(ctx, id, { reason: "Ordered twice" });
    await voidInvoice(ctx, id, { reason: "Ordered twice" });

    expect(voided).toMatchObject({ status: "VOID", number: "INV-2026-000001" });
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "0" });
    await expect(pay(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("cannot be one that was paid", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    await pay(ctx, id);

    await expect(voidInvoice(ctx, id, { reason: "Too late" })).rejects.toMatchObject({
      code: "invalid_state",
    });
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });
});
