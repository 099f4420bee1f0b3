import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { SubscriptionChangeId } from "@/lib/ids";
import { change, creditsOf, linesOf, onStarter, successorOf } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { grantsOf, invoicesOf, type Subscribed, traceOf, walletOf } from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { listChanges } from "../reads/changes";
import { CancelInput, TurnInput } from "../schema";
import { type RenewalDateFields, RenewalDateInput } from "../schema/renewal-date";
import { cancelScheduledChange } from "./call-off-change";
import { cancelSubscription } from "./cancel-subscription";
import { foreseeRenewalDate, moveAsShown } from "./foresee-renewal-date";
import { moveRenewalDate } from "./move-renewal-date";
import { pauseSubscription } from "./pause-subscription";
import { renewSubscriptions } from "./renew-subscriptions";

const TRIED = {
  ...({ kind: "RECURRING", period: "MONTHLY" } as const),
  ...{ name: "Basic", amount: "149", trialDays: 14 },
};
const MAY = "2026-05-01T00:00:00.000Z";
const MAY_16 = "2026-05-16T00:00:00.000Z";
const day = (days: number) => new Date(Date.UTC(2026, 3, 1 + days));
const input = (fields: RenewalDateFields) => RenewalDateInput.parse(fields);
const move = (own: Subscribed, fields: RenewalDateFields = { dayOfMonth: 16 }, days = 9) =>
  moveRenewalDate(later(own.ctx, day(days)), own.id, input(fields));
const totals = async (own: Subscribed) =>
  (await invoicesOf(own)).map(({ total, issuedAt }) => `${issuedAt?.slice(0, 10)} ${total}`);

describe("a renewal date that is moved from the 1st to the 16th", () => {
  it("leaves the running period as it is, and says what comes between", async () => {
    const own = await onStarter();
    const before = await traceOf(own);

    const preview = await foreseeRenewalDate(
      later(own.ctx, day(9)),
      own.id,
      input({ dayOfMonth: 16 }),
    );

    // 15 of the 30 days from 16 April to 16 May.
    expect(preview).toMatchObject({
      ...{ renewsAt: MAY_16, bridge: { startsAt: MAY, endsAt: MAY_16, days: "15", ofDays: "30" } },
      change: {
        ...{ status: "SCHEDULED", dueAt: MAY, mode: "keep" },
        renewal: { anchorAt: MAY_16, billingCycle: "ANNIVERSARY" },
        outcome: { total: "74.5", issued: [{ credits: "1000", expiresAt: MAY_16 }] },
      },
    });
    expect(
      preview.timeline?.invoices
        .slice(0, 2)
        .map(({ at, total, lines }) => [at, total, lines[0]?.share]),
    ).toEqual([
      [MAY, "74.5", { days: "15", ofDays: "30" }],
      [MAY_16, "149", null],
    ]);
    expect(await traceOf(own)).toEqual(before);
  });

  it("is carried out by a run that is late as by one on time", async () => {
    const onTime = await onStarter();
    await move(onTime);
    for (const at of [MAY, MAY_16, "2026-06-16T00:00:00.000Z"]) {
      await renewSubscriptions(new Date(at));
    }
    const late = await onStarter();
    await move(late);
    await renewSubscriptions(new Date("2026-06-20T00:00:00.000Z"));

    const asked = ["2026-04-01 149", "2026-05-01 74.5", "2026-05-16 149", "2026-06-16 149"];
    expect(await totals(late)).toEqual(asked);
    expect(await totals(onTime)).toEqual(asked);
    const [done] = await listChanges(late.ctx, late.id);
    if (!done) throw new RangeError("no change");
    expect(await linesOf(late.ctx, done)).toEqual(["recurring 74.5"]);
    expect(await findSubscription(late.ctx, successorOf(late, done).id)).toMatchObject({
      ...{ status: "ACTIVE", startedAt: MAY, anchorAt: MAY_16, billingCycle: "ANNIVERSARY" },
      currentPeriodStart: "2026-06-16T00:00:00.000Z",
    });
    expect(await creditsOf(late)).toEqual(await creditsOf(onTime));
    expect(await grantsOf(late)).toEqual(await grantsOf(onTime));
    expect(await walletOf(late)).toEqual(await walletOf(onTime));
  });

  it("is called off until then, and the subscription renews as before", async () => {
    const own = await onStarter();
    const moved = await move(own);

    await cancelScheduledChange(later(own.ctx, day(12)), SubscriptionChangeId.parse(moved.id));
    await renewSubscriptions(new Date(MAY_16));

    expect(await totals(own)).toEqual(["2026-04-01 149", "2026-05-01 149"]);
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      status: "ACTIVE",
      endsAt: null,
    });
  });

  it("is written down with its reason, where it moves to, and who called it off", async () => {
    const own = await onStarter();
    const moved = await move(own, { dayOfMonth: 16, reason: "One day for all" });
    await cancelScheduledChange(later(own.ctx, day(12)), SubscriptionChangeId.parse(moved.id));

    const rows = await readSql(
      `SELECT action, reason, after FROM audit_record
       WHERE organization_id = $1::uuid AND action LIKE 'subscription.change_%' ORDER BY at`,
      [own.ctx.organizationId],
    );
    expect(rows).toMatchObject([
      {
        ...{ action: "subscription.change_scheduled", reason: "One day for all" },
        after: { dueAt: MAY, renewal: { anchorAt: MAY_16, periodEnd: MAY_16 } },
      },
      { action: "subscription.change_called_off" },
    ]);
  });
});

describe("moving a renewal date changes nothing", () => {
  const refused = async (own: Subscribed, fields: RenewalDateFields, days = 9) => {
    const before = await traceOf(own);
    const code = await move(own, fields, days).then(
      () => "moved",
      (fault) => `${fault.code} ${fault.details.state ?? Object.keys(fault.details.fields)[0]}`,
    );
    expect(await traceOf(own)).toEqual(before);
    return code;
  };

  it("where it renews then already, or the day is not to be had", async () => {
    const own = await onStarter();

    expect(await refused(own, { dayOfMonth: 1 })).toBe("validation_error dayOfMonth");
    expect(await refused(own, { renewsOn: "2026-06-01" })).toBe("validation_error renewsOn");
    expect(await refused(own, { renewsOn: "2026-04-20" })).toBe("validation_error renewsOn");
  });

  it("of one that is tried, paused, cancelled, over or to change", async () => {
    const tried = await onStarter({ charges: [TRIED] });
    expect(await refused(tried, { dayOfMonth: 16 })).toBe("invalid_state trialing");

    const paused = await onStarter();
    await pauseSubscription(paused.ctx, paused.id, TurnInput.parse({}));
    expect(await refused(paused, { dayOfMonth: 16 })).toBe("invalid_state paused");

    const cancelled = await onStarter();
    await cancelSubscription(cancelled.ctx, cancelled.id, CancelInput.parse({}));
    expect(await refused(cancelled, { dayOfMonth: 16 })).toBe("invalid_state cancelled");
    await renewSubscriptions(new Date(MAY));
    expect(await refused(cancelled, { dayOfMonth: 16 }, 40)).toBe("invalid_state ended");

    const changing = await onStarter();
    await change(changing.ctx, changing, { to: changing.pro, when: "period_end" });
    expect(await refused(changing, { dayOfMonth: 16 })).toBe("invalid_state changing");

    const moved = await onStarter();
    await move(moved);
    expect(await refused(moved, { dayOfMonth: 20 })).toBe("invalid_state changing");
  });

  it("for another organization", async () => {
    const own = await onStarter();
    const { ctx } = { ctx: await aContext({ at: day(0) }) };

    await expect(move({ ...own, ctx })).rejects.toMatchObject({ code: "not_found" });
  });

  it("where it has come to something else than was shown", async () => {
    const own = await onStarter();
    const now = later(own.ctx, day(9));
    const { fingerprint } = await foreseeRenewalDate(now, own.id, input({ dayOfMonth: 16 }));

    await expect(
      moveAsShown(now, own.id, { input: input({ dayOfMonth: 17 }), fingerprint }),
    ).rejects.toMatchObject({ code: "stale_preview" });
    expect(await listChanges(own.ctx, own.id)).toEqual([]);
    const { view } = await moveAsShown(now, own.id, {
      ...{ input: input({ dayOfMonth: 16 }), fingerprint },
    });
    expect(view).toMatchObject({ status: "SCHEDULED", dueAt: MAY });
  });
});

describe("the same asked twice", () => {
  it("moves once under a reference, and refuses another day under it", async () => {
    const own = await onStarter();
    const first = await move(own, { dayOfMonth: 16, reference: "m-1" });

    expect(await move(own, { dayOfMonth: 16, reference: "m-1" })).toEqual(first);
    await expect(move(own, { dayOfMonth: 17, reference: "m-1" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
  });

  it("at once moves one, and refuses the other", async () => {
    const own = await onStarter();

    const both = await Promise.allSettled([move(own), move(own, { dayOfMonth: 20 })]);

    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await listChanges(own.ctx, own.id)).toHaveLength(1);
  });
});
