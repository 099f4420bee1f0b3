import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, aPlan, figuresOf, subscribe } from "@/lib/testing/usage";
import { ingestEvents } from "./ingest-events";

/** 50 credits a month, use it or lose it, from 31 January on; an export costs 5. */
async function aSubscriber(ctx: Context, feePeriod: "MONTHLY" | "ANNUAL") {
  await aFeature(ctx);
  const payer = await aPayer(ctx, []);
  const fee = { kind: "RECURRING", name: "Fee", amount: "10", period: feePeriod } as const;
  const monthly = { name: "Credits", credits: "50", expirationKind: "GRANT_PERIOD" } as const;
  await subscribe(ctx, payer.customerId, await aPlan(ctx, { charges: [fee], grants: [monthly] }));
  return payer;
}

const statusesOf = async (ctx: Context, events: Parameters<typeof ingestEvents>[1]) =>
  (await ingestEvents(ctx, events)).results.map(({ status }) => status);

describe.each(["MONTHLY", "ANNUAL"] as const)("use of a plan billed %s", (feePeriod) => {
  it("is paid by the new month's credits from their first instant on, before any run", async () => {
    const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
    const { customerId, externalId } = await aSubscriber(ctx, feePeriod);
    const due = later(ctx, "2026-02-28T09:00:00.000Z");

    expect(await statusesOf(due, [anEvent(externalId), anEvent(externalId)])).toEqual([
      "ACCEPTED",
      "ACCEPTED",
    ]);
    expect(await statusesOf(due, [anEvent(externalId)])).toEqual(["ACCEPTED"]);

    expect(await figuresOf(customerId)).toEqual({ available: 35, overage: 0 });
    const grants = await readSql(
      `SELECT consumed::float8 AS consumed, expired::float8 AS expired FROM credit_grant
       WHERE customer_id = $1::uuid ORDER BY effective_at`,
      [customerId],
    );
    expect(grants).toEqual([
      { consumed: 0, expired: 50 },
      { consumed: 15, expired: 0 },
    ]);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("comes from many at that instant, and the credits are given once", async () => {
    const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
    const { customerId, externalId } = await aSubscriber(ctx, feePeriod);
    const due = later(ctx, "2026-02-28T09:00:00.000Z");

    const batches = Array.from({ length: 6 }, () => [anEvent(externalId), anEvent(externalId)]);
    const all = (await Promise.all(batches.map((events) => statusesOf(due, events)))).flat();

    expect(all.filter((status) => status === "ACCEPTED")).toHaveLength(10);
    expect(await figuresOf(customerId)).toEqual({ available: 0, overage: 0 });
  });
});
