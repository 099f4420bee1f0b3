import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  askedStart,
  datesOf,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { listUpcomingGrants } from "../reads/upcoming-grants";
import { CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";

const MAY = "2026-05-01T00:00:00.000Z";

async function aCustomerOfApril() {
  const ctx = await aContext({ at: new Date("2026-04-10T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const planId = await aPublishedPlan(ctx, { fee: "31", feePeriod: "MONTHLY" });
  return { ctx, account, planId };
}
const actionsOf = async ({ id }: Subscribed) => {
  const rows = await readSql(
    "SELECT action FROM audit_record WHERE entity_id = $1::text ORDER BY id",
    [id],
  );
  return rows.map(({ action }) => action);
};

describe("a start to come", () => {
  it("is agreed now and begins at its time, with its credits, its invoice and its renewals", async () => {
    const { ctx, account, planId } = await aCustomerOfApril();
    const own = await subscribe(ctx, account, planId, { startsAt: MAY });

    expect(await findSubscription(ctx, own.id)).toMatchObject({
      ...{ status: "SCHEDULED", startedAt: MAY, nextGrantAt: MAY, latestInvoiceId: null },
    });
    expect(await datesOf(own)).toEqual([]);
    expect((await listUpcomingGrants(ctx, own.id, 1))[0]).toMatchObject({ dueAt: MAY });
    await renewSubscriptions(new Date("2026-04-30T23:59:59.999Z"));
    expect(await findSubscription(ctx, own.id)).toMatchObject({ status: "SCHEDULED" });

    await renewSubscriptions(new Date("2026-06-02T00:00:00Z"));

    expect(await findSubscription(ctx, own.id)).toMatchObject({
      ...{ status: "ACTIVE", currentPeriodStart: "2026-06-01T00:00:00.000Z" },
    });
    expect(await datesOf(own)).toEqual(["2026-05-01", "2026-06-01"]);
    expect(
      (await invoicesOf(own)).map(({ total, billingReason, issuedAt }) => [
        total,
        billingReason,
        issuedAt,
      ]),
    ).toEqual([
      ["31", "subscription_create", MAY],
      ["31", "subscription_cycle", "2026-06-01T00:00:00.000Z"],
    ]);
    expect(await actionsOf(own)).toEqual([
      "subscription.scheduled",
      "subscription.started",
      "subscription.renewed",
    ]);
  });

  it("may begin with a trial", async () => {
    const { ctx, account, planId } = await aCustomerOfApril();
    const own = await subscribe(ctx, account, planId, { startsAt: MAY, trialDays: 14 });

    await renewSubscriptions(new Date("2026-05-02T00:00:00Z"));
    expect(await findSubscription(ctx, own.id)).toMatchObject({
      ...{ status: "TRIALING", trialEndsAt: "2026-05-15T00:00:00.000Z" },
    });
    expect(await invoicesOf(own)).toEqual([]);

    await renewSubscriptions(new Date("2026-05-16T00:00:00Z"));
    expect(await datesOf(own)).toEqual(["2026-05-15"]);
    expect(await findSubscription(ctx, own.id)).toMatchObject({ status: "ACTIVE" });
  });

  it("is shown before, changes nothing then, and is agreed once for one reference", async () => {
    const { ctx, account, planId } = await aCustomerOfApril();
    const asked = { startsAt: MAY, reference: aReference() };
    const before = await traceOf({ ...account, ctx } as Subscribed);
    const shown = await previewStart(ctx, askedStart(account, planId, asked));
    expect(shown).toMatchObject({ total: "31", grantsNow: [{ dueAt: MAY }] });
    expect(await traceOf({ ...account, ctx } as Subscribed)).toEqual(before);

    const all = await Promise.all([1, 2, 3].map(() => subscribe(ctx, account, planId, asked)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  it("leaves no room for another of a single-active product", async () => {
    const { ctx, account, planId } = await aCustomerOfApril();
    await subscribe(ctx, account, planId, { startsAt: MAY });
    const before = await traceOf({ ...account, ctx } as Subscribed);

    await expect(subscribe(ctx, account, planId)).rejects.toMatchObject({ code: "already_exists" });
    expect(await traceOf({ ...account, ctx } as Subscribed)).toEqual(before);
  });

  it("is called off by a cancellation, and never begins", async () => {
    const { ctx, account, planId } = await aCustomerOfApril();
    const own = await subscribe(ctx, account, planId, { startsAt: MAY });
    const day = later(ctx, "2026-04-20T00:00:00Z");

    expect(await cancelSubscription(day, own.id, CancelInput.parse({}))).toMatchObject({
      ...{ status: "ENDED", endsAt: "2026-04-20T00:00:00.000Z" },
    });
    await renewSubscriptions(new Date("2026-06-02T00:00:00Z"));

    expect(await datesOf(own)).toEqual([]);
    expect(await invoicesOf(own)).toEqual([]);
    await expect(subscribe(day, account, planId)).resolves.toBeDefined();
  });
});
