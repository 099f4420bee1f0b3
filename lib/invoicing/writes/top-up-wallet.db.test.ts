import { describe, expect, it } from "vitest";
import { archivePack } from "@/lib/catalog/writes/archive-pack";
import { readSql } from "@/lib/db/transact";
import { idText, newId, type PackId } from "@/lib/ids";
import { anEmptyWallet, aPack } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  bought,
  grantsIn,
  invoiceIdOf,
  invoicesOf,
  pay,
  pocketOf,
  topUp,
} from "@/lib/testing/top-ups";
import { findInvoice } from "../reads";
import { voidInvoice } from "./void-invoice";

describe("a free top-up", () => {
  it("gives promotional credits at once, without an invoice", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);

    const done = await topUp(ctx, wallet, {
      ...{ kind: "free", credits: "1000", reference: aReference(), reason: "Welcome" },
      expiresAfterDays: 30,
    });

    expect(done).toMatchObject({ credits: "1000", price: "0", invoice: null, isPending: false });
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });
    expect(await grantsIn(wallet)).toMatchObject([
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
    const { walletId: wallet } = await anEmptyWallet(ctx, { topupRate: "0.03" });

    const { invoice, isPending } = await topUp(ctx, wallet, bought());

    expect(isPending).toBe(true);
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "1000" });
    expect(invoice).toMatchObject({
      ...{ status: "OPEN", number: "INV-2026-000001", type: "CREDIT", total: "30", due: "30" },
      lines: [{ kind: "credits", credits: "1000", amount: "30" }],
    });
  });

  it("is usable once it is paid, its term counted from the payment", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const done = await topUp(ctx, wallet, bought({ expiresAfterDays: 90 }));

    const paid = await pay(later(ctx, "2026-03-11T12:00:00Z"), invoiceIdOf(done));

    expect(paid).toMatchObject({ status: "PAID", paymentStatus: "SUCCEEDED", due: "0" });
    expect(paid.payments).toMatchObject([{ amount: "1000", status: "SUCCEEDED" }]);
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });
    expect(await grantsIn(wallet)).toMatchObject([
      { expires_at: new Date("2026-06-09T12:00:00Z") },
    ]);
  });

  it("is usable at once when asked so, and is invoiced all the same", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);

    const done = await topUp(ctx, wallet, bought({ availability: "at_once" }));
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });

    const paid = await pay(ctx, invoiceIdOf(done));
    expect(paid.status).toBe("PAID");
    expect(await pocketOf(wallet)).toEqual({ available: "1000", pending: "0" });
  });

  it("takes an amount of money and says how many credits it buys", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx, { topupRate: "0.03" });

    const done = await topUp(ctx, wallet, bought({ credits: null, money: "10" }));

    expect(done).toMatchObject({ credits: "333.333333333", price: "10" });
  });

  it("asks a pack's own price and gives its credits and term", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const packId = await aPack(ctx, { credits: "1000", price: "29" });

    const pack = { kind: "pack", packId: idText("pack", packId), reference: aReference() } as const;
    const done = await topUp(ctx, wallet, pack);

    expect(done).toMatchObject({ credits: "1000", price: "29", invoice: { total: "29" } });
    expect(await grantsIn(wallet)).toMatchObject([{ source: "pack", cost: 29 }]);
  });
});

describe("a purchase for nothing", () => {
  it("is usable at once: nobody pays an invoice that asks for nothing", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx, { topupRate: "0.001" });

    const done = await topUp(ctx, wallet, bought({ credits: "4" }));

    expect(done).toMatchObject({ isPending: false, price: "0", invoice: { status: "PAID" } });
    expect(await pocketOf(wallet)).toEqual({ available: "4", pending: "0" });
  });
});

describe("a purchase of more than one command moves", () => {
  it("is refused, in credits as in money", async () => {
    const ctx = await aContext();
    const dear = await anEmptyWallet(ctx, { topupRate: "2" });
    const cheap = await anEmptyWallet(ctx, { topupRate: "0.5" });
    const most = "1000000000000000";

    const attempts = await Promise.allSettled([
      topUp(ctx, dear.walletId, bought({ credits: most })),
      topUp(ctx, cheap.walletId, bought({ credits: null, money: most })),
    ]);

    const reason = expect.objectContaining({ code: "validation_error" });
    expect(attempts).toEqual(Array(2).fill({ status: "rejected", reason }));
  });
});

describe("a pack that is no longer sold", () => {
  it("is refused to a new buyer, and answers a repeat of what was bought before", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = await aPack(ctx, { credits: "1000", price: "29" });
    const asked = { kind: "pack", packId: idText("pack", id), reference: aReference() } as const;
    const first = await topUp(ctx, wallet, asked);
    await archivePack(ctx, id);

    const again = await topUp(ctx, wallet, asked);

    expect(again).toMatchObject({ replayed: true, transactionId: first.transactionId });
    await expect(topUp(ctx, wallet, { ...asked, reference: aReference() })).rejects.toMatchObject({
      code: "invalid_state",
    });
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "1000" });
  });
});

describe("one reference", () => {
  it("tops up and invoices once, however often and whenever it is asked", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const asked = bought();

    const first = await topUp(ctx, wallet, asked);
    const again = await topUp(later(ctx, "2026-04-01T00:00:00Z"), wallet, asked);

    expect(again).toMatchObject({ replayed: true, grantId: first.grantId });
    expect(again.invoice?.id).toBe(first.invoice?.id);
    expect(await invoicesOf(ctx)).toHaveLength(1);
  });

  it("acts once when eight ask at the same time", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const asked = bought();

    const all = await Promise.all(Array.from({ length: 8 }, () => topUp(ctx, wallet, asked)));

    expect(new Set(all.map(({ invoice }) => invoice?.id)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "1000" });
  });

  it("is refused for another top-up, and changes nothing", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const asked = bought();
    await topUp(ctx, wallet, asked);

    await expect(topUp(ctx, wallet, { ...asked, credits: "2" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(await pocketOf(wallet)).toEqual({ available: "0", pending: "1000" });
    expect(await invoicesOf(ctx)).toHaveLength(1);
  });
});

describe("another organization", () => {
  it("finds neither the wallet, the pack nor the invoice", async () => {
    const [ctx, stranger] = [await aContext(), await aContext()];
    const { walletId: wallet } = await anEmptyWallet(ctx);
    const id = invoiceIdOf(await topUp(ctx, wallet, bought()));
    const own = await anEmptyWallet(stranger);
    const packId = idText("pack", await aPack(ctx, { credits: "1", price: "1" }));
    const pack = { kind: "pack", packId, reference: aReference() } as const;

    const attempts = await Promise.allSettled([
      topUp(stranger, wallet, bought()),
      topUp(stranger, own.walletId, pack),
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
    const asked = wallets.flatMap(({ walletId: wallet }) =>
      [1, 2, 3, 4, 5].map(() => topUp(ctx, wallet, bought())),
    );
    const refused = wallets.map(({ walletId: wallet }) =>
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
