import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  askedStart,
  grantsOf,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";

/** Starter: 149 USD and 2,000 C a month after a trial of 14 days with 100 C. */
const starter = (ctx: Context) =>
  aPublishedPlan(ctx, {
    charges: [
      { kind: "RECURRING", name: "Starter", amount: "149", period: "MONTHLY", trialDays: 14 },
    ],
    grants: [
      { name: "Trial", credits: "100", cadence: "ONETIME", expirationKind: "TRIAL" },
      { name: "Monthly credits", credits: "2000", expirationKind: "GRANT_PERIOD" },
    ],
  });
async function aTrial() {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const planId = await starter(ctx);
  return { ctx, account, planId };
}
const periodsOf = ({ id }: Subscribed) =>
  readSql(
    `SELECT period_index, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS from
     FROM subscription_period WHERE subscription_id = $1::uuid ORDER BY period_index`,
    [id],
  );

describe("a trial", () => {
  it("gives its own credits and asks for nothing; then the plan starts", async () => {
    const { ctx, account, planId } = await aTrial();
    const own = await subscribe(ctx, account, planId);

    expect(await findSubscription(ctx, own.id)).toMatchObject({
      ...{ status: "TRIALING", trialEndsAt: "2026-02-14T09:00:00.000Z", latestInvoiceId: null },
      ...{ nextGrantAt: "2026-02-14T09:00:00.000Z", nextGrantCredits: "2000" },
    });
    expect(await invoicesOf(own)).toEqual([]);

    await renewSubscriptions(new Date("2026-03-14T09:00:00Z"));

    expect(await grantsOf(own)).toMatchObject([
      { from: "2026-01-31", to: "2026-02-14", expired: "100" },
      { from: "2026-02-14", to: "2026-03-14", expired: "2000" },
      { from: "2026-03-14", to: "2026-04-14", available: "2000" },
    ]);
    expect((await invoicesOf(own)).map(({ total, issuedAt }) => [total, issuedAt])).toEqual([
      ["149", "2026-02-14T09:00:00.000Z"],
      ["149", "2026-03-14T09:00:00.000Z"],
    ]);
    expect(await findSubscription(ctx, own.id)).toMatchObject({ status: "ACTIVE" });
    expect(await periodsOf(own)).toEqual([
      { period_index: -1, from: "2026-01-31" },
      { period_index: 0, from: "2026-02-14" },
      { period_index: 1, from: "2026-03-14" },
    ]);
  });

  it("costs nothing where it is cancelled before it ends, and its credits end with it", async () => {
    const { ctx, account, planId } = await aTrial();
    const own = await subscribe(ctx, account, planId);
    const day3 = later(ctx, "2026-02-03T00:00:00Z");

    const cancelled = await cancelSubscription(day3, own.id, CancelInput.parse({}));
    await renewSubscriptions(new Date("2026-03-14T09:00:00Z"));

    expect(cancelled).toMatchObject({ status: "CANCELLED", endsAt: "2026-02-14T09:00:00.000Z" });
    expect(await findSubscription(ctx, own.id)).toMatchObject({ status: "ENDED" });
    expect(await invoicesOf(own)).toEqual([]);
    expect(await grantsOf(own)).toMatchObject([{ to: "2026-02-14" }]);
  });

  it("is had once of a product: then the plan starts at once, whatever was said before", async () => {
    const { ctx, account, planId } = await aTrial();
    const own = await subscribe(ctx, account, planId);
    await cancelSubscription(ctx, own.id, CancelInput.parse({ when: "now" }));
    const day2 = later(ctx, "2026-02-02T00:00:00Z");

    const shown = await previewStart(day2, askedStart(account, planId));
    const again = await subscribe(day2, account, planId);

    expect(shown).toMatchObject({ total: "149", trialEndsAt: null });
    expect(await findSubscription(ctx, again.id)).toMatchObject({
      status: "ACTIVE",
      trialEndsAt: null,
    });
    expect((await invoicesOf(again)).map(({ total }) => total)).toEqual(["149"]);
  });

  it("is for who starts to say: of another length, or none", async () => {
    const { ctx, account, planId } = await aTrial();
    const other = await anEmptyWallet(ctx);
    const week = await subscribe(ctx, account, planId, { trialDays: 7 });
    const none = await subscribe(ctx, other, planId, { trialDays: 0 });

    expect(await findSubscription(ctx, week.id)).toMatchObject({
      trialEndsAt: "2026-02-07T09:00:00.000Z",
    });
    expect(await findSubscription(ctx, none.id)).toMatchObject({ status: "ACTIVE" });
  });
});

describe("a trial is refused, and changes nothing", () => {
  it("where one was asked for and the customer had it", async () => {
    const { ctx, account, planId } = await aTrial();
    const own = await subscribe(ctx, account, planId);
    await cancelSubscription(ctx, own.id, CancelInput.parse({ when: "now" }));
    const before = await traceOf(own);

    await expect(
      subscribe(later(ctx, "2026-02-02T00:00:00Z"), account, planId, { trialDays: 14 }),
    ).rejects.toMatchObject({ code: "invalid_state", details: { entity: "trial", state: "used" } });
    expect(await traceOf(own)).toEqual(before);
  });

  it("to all but one of those who ask at the same time", async () => {
    const { ctx, account, planId } = await aTrial();

    const all = await Promise.allSettled(
      Array.from({ length: 4 }, () => subscribe(ctx, account, planId, { trialDays: 14 })),
    );

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await grantsOf({ ...account, ctx } as Subscribed)).toHaveLength(1);
  });

  it("as another one under the same reference", async () => {
    const { ctx, account, planId } = await aTrial();
    const reference = aReference();
    const own = await subscribe(ctx, account, planId, { reference, trialDays: 14 });

    expect((await subscribe(ctx, account, planId, { reference, trialDays: 14 })).id).toBe(own.id);
    await expect(
      subscribe(ctx, account, planId, { reference, trialDays: 7 }),
    ).rejects.toMatchObject({ code: "idempotency_conflict" });
  });
});
