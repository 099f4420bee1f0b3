import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { InvoiceId } from "@/lib/ids";
import { voidInvoice } from "@/lib/invoicing/writes/void-invoice";
import { post } from "@/lib/ledger/post";
import { verifyAll } from "@/lib/ledger/reads/verify";
import { change, creditsOf, linesOf, onStarter, successorOf } from "@/lib/testing/changed";
import { aReference, later } from "@/lib/testing/factories";
import { aHold } from "@/lib/testing/holds";
import { invoicesOf, traceOf, walletOf } from "@/lib/testing/subscribed";
import { aDebit, give } from "@/lib/testing/wallets";
import { findSubscription } from "../reads";
import { renewSubscriptions } from "./renew-subscriptions";

const day = (days: number) => new Date(Date.UTC(2026, 3, 1 + days));
const auditedOf = async (id: string) => {
  const rows = await readSql(
    "SELECT action FROM audit_record WHERE entity_id = $1::text ORDER BY id",
    [id],
  );
  return rows.map(({ action }) => action);
};

describe("a change to a dearer plan", () => {
  it("starts it at once: the old credits are voided, what is unused of the price given back", async () => {
    const own = await onStarter();
    const day15 = later(own.ctx, day(15));
    await give(own.ctx, own, "100");

    const changed = await change(day15, own, { to: own.pro });

    expect(changed).toMatchObject({
      status: "DONE",
      mode: "restart",
      outcome: { type: "upgrade" },
    });
    expect(await linesOf(day15, changed)).toEqual(["recurring 800", "credit -74.5"]);
    expect(await creditsOf(own)).toEqual([
      "plan 2000 left 0 voided 2000",
      "top_up 100 left 100 voided 0",
      "plan 50000 left 50000 voided 0",
    ]);
    expect(changed.outcome).toMatchObject({
      ...{ total: "725.5", carried: "0" },
      oldCredits: [{ creditUnit: "credits", given: "2000", unspent: "2000" }],
      voided: [{ credits: "2000", held: "0", source: "plan" }],
      kept: [{ credits: "100", source: "top_up" }],
      issued: [{ credits: "50000", expiresAt: "2026-05-16T00:00:00.000Z" }],
      balances: [{ before: { available: "2100" }, after: { available: "50100" } }],
    });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      ...{ status: "ENDED", endsAt: "2026-04-16T00:00:00.000Z" },
    });
    const next = successorOf(own, changed);
    expect(await findSubscription(own.ctx, next.id)).toMatchObject({
      ...{ status: "ACTIVE", previousSubscriptionId: changed.subscriptionId },
      ...{ anchorAt: "2026-04-16T00:00:00.000Z", currentPeriodEnd: "2026-05-16T00:00:00.000Z" },
    });
    expect(await auditedOf(own.id)).toEqual([
      ...["subscription.started", "subscription.ended", "subscription.changed"],
    ]);
  });

  it("gives nothing back once all is spent: pay 800, get 50,000", async () => {
    const own = await onStarter();
    const day3 = later(own.ctx, day(3));
    await post(day3, aDebit(day3, own, "2000"));

    const changed = await change(day3, own, { to: own.pro });

    expect(await linesOf(day3, changed)).toEqual(["recurring 800"]);
    expect(await walletOf(own)).toMatchObject({ available: "50000" });
  });

  it("renews from then on as the new plan does", async () => {
    const own = await onStarter();
    await change(later(own.ctx, day(15)), own, { to: own.pro });

    await renewSubscriptions(new Date("2026-06-20T00:00:00Z"));

    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual([
      ...["149", "725.5", "800", "800"],
    ]);
    expect(await walletOf(own)).toMatchObject({ available: "50000" });
    for (const { differences } of (await verifyAll()).values()) expect(differences).toEqual([]);
  });

  it("counts what is held as spent, and leaves it held", async () => {
    const own = await onStarter();
    const day15 = later(own.ctx, day(15));
    await aHold(day15, own, "1500");

    const changed = await change(day15, own, { to: own.pro });

    expect(await linesOf(day15, changed)).toEqual(["recurring 800", "credit -37.25"]);
    expect(changed.outcome.voided).toMatchObject([{ credits: "500", held: "1500" }]);
  });
});

describe("modes", () => {
  it("prorate: the period stays, price and credits go by the time left", async () => {
    const own = await onStarter();
    const day15 = later(own.ctx, day(15));

    const changed = await change(day15, own, { to: own.pro, mode: "prorate" });

    expect(await linesOf(day15, changed)).toEqual(["recurring 400", "credit -74.5"]);
    expect(changed.outcome).toMatchObject({
      issued: [{ credits: "25000", expiresAt: "2026-05-01T00:00:00.000Z" }],
    });
    await renewSubscriptions(new Date("2026-05-01T00:00:00Z"));
    expect((await invoicesOf(own)).at(-1)).toMatchObject({
      ...{ total: "800", periodStart: "2026-05-01T00:00:00.000Z" },
    });
  });

  it("keep: the old credits live to their end, and nothing is given back", async () => {
    const own = await onStarter();
    const day15 = later(own.ctx, day(15));

    const changed = await change(day15, own, { to: own.pro, mode: "keep" });

    expect(await linesOf(day15, changed)).toEqual(["recurring 800"]);
    expect(await walletOf(own)).toMatchObject({ available: "52000" });
    expect(changed.outcome.kept).toMatchObject([{ credits: "2000", source: "plan" }]);
  });
});

describe("a cheaper plan at once", () => {
  it("hands on what it gives back beyond its own price, and later invoices take it over", async () => {
    const own = await onStarter();
    const pro = successorOf(own, await change(own.ctx, own, { to: own.pro }));

    const down = await change(later(own.ctx, day(0)), pro, { to: own.starter, when: "now" });

    expect(await linesOf(own.ctx, down)).toEqual(["recurring 149", "credit -800", "carried 651"]);
    expect(down.outcome).toMatchObject({ type: "downgrade", total: "0", carried: "651" });
    await renewSubscriptions(new Date("2026-09-02T00:00:00Z"));
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual([
      // 651 less 149 in May, June, July and August, and 55 of it in September.
      ...["149", "651", "0", "0", "0", "0", "0", "94"],
    ]);
  });

  it("gives nothing back of an invoice that was voided", async () => {
    const own = await onStarter();
    await readSql("UPDATE invoice SET status = 'VOID' WHERE subscription_id = $1::uuid", [own.id]);

    const changed = await change(later(own.ctx, day(15)), own, { to: own.pro });

    expect(await linesOf(own.ctx, changed)).toEqual(["recurring 800"]);
  });
});

describe("an invoice whose fee was given back", () => {
  it("cannot be voided any more, or the customer would have it twice", async () => {
    const own = await onStarter();
    const [first] = await invoicesOf(own);
    const day15 = later(own.ctx, day(15));
    await change(day15, own, { to: own.pro });

    await expect(
      voidInvoice(day15, InvoiceId.parse(first?.id), { reason: "A mistake" }),
    ).rejects.toMatchObject({ code: "invalid_state", details: { entity: "invoice" } });
  });
});

describe("a repeat", () => {
  it("of a reference answers with the first change, and does nothing again", async () => {
    const own = await onStarter();
    const reference = aReference();
    const day15 = later(own.ctx, day(15));
    const first = await change(day15, own, { to: own.pro, reference });
    const before = await traceOf(own);

    expect(await change(later(own.ctx, day(20)), own, { to: own.pro, reference })).toEqual(first);
    await expect(
      change(day15, own, { to: own.pro, reference, mode: "keep" }),
    ).rejects.toMatchObject({ code: "idempotency_conflict", details: { reference } });
    expect(await traceOf(own)).toEqual(before);
  });

  it("by others at the same time is one change", async () => {
    const own = await onStarter();
    const day15 = later(own.ctx, day(15));

    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map(() => change(day15, own, { to: own.pro })),
    );

    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.flatMap((tried) => (tried.status === "rejected" ? [tried.reason] : []))).toEqual(
      Array(3).fill(expect.objectContaining({ code: "invalid_state" })),
    );
    expect(await walletOf(own)).toMatchObject({ available: "50000" });
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "725.5"]);
  });
});
