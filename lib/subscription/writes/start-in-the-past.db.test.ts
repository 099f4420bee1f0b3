import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, idText, type PlanId, SubscriptionId } from "@/lib/ids";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { CancelInput, type StartFields, StartInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { startSubscription } from "./start-subscription";

const start = (
  ctx: Context,
  customerId: CustomerId,
  planId: PlanId,
  over: Partial<StartFields> = {},
) => {
  const named = { customerId: idText("cus", customerId), planId: idText("plan", planId) };
  return startSubscription(ctx, StartInput.parse({ ...named, ...over }));
};

describe("a start in the past", () => {
  it("counts from then, on the books too", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    const now = later(ctx, "2026-03-21T00:00:00Z");

    const started = await start(now, customerId, planId, { startsAt: "2026-03-10T00:00:00Z" });

    expect(started.currentPeriodStart).toBe("2026-03-10T00:00:00.000Z");
    const [grant] = await readSql(
      "SELECT effective_at, expires_at FROM credit_grant WHERE customer_id = $1::uuid",
      [customerId],
    );
    expect(grant).toEqual({
      effective_at: new Date("2026-03-10T00:00:00Z"),
      expires_at: new Date("2026-04-10T00:00:00Z"),
    });
  });

  it("brings at once all that has come since: ended credits lapsed, today's usable, a fee a period", async () => {
    const ctx = await aContext();
    const customerId = await aCustomer(ctx);
    const planId = await aPublishedPlan(ctx, { fee: "49", feePeriod: "MONTHLY" });
    const now = later(ctx, "2026-03-31T09:00:00Z");

    const started = await start(now, customerId, planId, { startsAt: "2026-01-31T09:00:00Z" });

    expect(started).toMatchObject({
      currentPeriodStart: "2026-03-31T09:00:00.000Z",
      currentPeriodEnd: "2026-04-30T09:00:00.000Z",
    });
    const grants = await readSql(
      `SELECT effective_at, available::float8 AS available, expired::float8 AS expired
       FROM credit_grant WHERE customer_id = $1::uuid ORDER BY effective_at`,
      [customerId],
    );
    expect(grants).toEqual([
      { effective_at: new Date("2026-01-31T09:00:00Z"), available: 0, expired: 2500 },
      { effective_at: new Date("2026-02-28T09:00:00Z"), available: 0, expired: 2500 },
      { effective_at: new Date("2026-03-31T09:00:00Z"), available: 2500, expired: 0 },
    ]);
    const invoices = await readSql("SELECT number FROM invoice WHERE customer_id = $1::uuid", [
      customerId,
    ]);
    expect(invoices).toHaveLength(3);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("is told on the books as known since now, and as counting since then (SEMANTICS 11)", async () => {
    const ctx = await aContext();
    const customerId = await aCustomer(ctx);
    const planId = await aPublishedPlan(ctx, { fee: "49", feePeriod: "MONTHLY" });
    const now = later(ctx, "2026-03-31T09:00:00Z");

    await start(now, customerId, planId, { startsAt: "2026-01-31T09:00:00Z" });

    const entries = await readSql(
      `SELECT min(effective_at) AS counts_from, min(recorded_at) AS known_from,
         (SELECT min(at) FROM wallet_posting WHERE customer_id = $1::uuid) AS posted_from,
         (SELECT min(at) FROM audit_record WHERE customer_id = $1::uuid
            AND action <> 'customer.created') AS audited_from
       FROM ledger_entry WHERE customer_id = $1::uuid`,
      [customerId],
    );
    expect(entries).toEqual([
      {
        counts_from: new Date("2026-01-31T09:00:00Z"),
        known_from: now.at,
        posted_from: now.at,
        audited_from: now.at,
      },
    ]);
  });

  it("cannot overlap one of a single-active product that has ended since", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    const { id } = await start(ctx, customerId, planId);
    const ended = later(ctx, "2026-03-20T00:00:00Z");
    await cancelSubscription(ended, SubscriptionId.parse(id), CancelInput.parse({ when: "now" }));

    const over = { startsAt: "2026-03-19T23:59:59.999Z" };
    await expect(start(ended, customerId, planId, over)).rejects.toMatchObject({
      code: "already_exists",
    });
    expect(await start(ended, customerId, planId)).toMatchObject({ status: "ACTIVE" });
  });
});
