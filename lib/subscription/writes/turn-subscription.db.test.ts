import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  aSubscription,
  datesOf,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { listUpcomingGrants } from "../reads/upcoming-grants";
import { CancelInput, TurnInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { cancelAsShown } from "./foresee-subscription";
import { foreseeTurn, turnAsShown } from "./foresee-turn";
import { pauseSubscription } from "./pause-subscription";
import { reactivateSubscription } from "./reactivate-subscription";
import { renewSubscriptions } from "./renew-subscriptions";
import { resumeSubscription } from "./resume-subscription";

const MONTHLY = { fee: "31", feePeriod: "MONTHLY" } as const;
const aMonthly = () => aSubscription(MONTHLY);
const because = TurnInput.parse({ reason: "Ticket 4711" });
const on = ({ ctx }: Subscribed, day: string) => later(ctx, `${day}T09:00:00Z`);
const pause = (own: Subscribed, day: string) => pauseSubscription(on(own, day), own.id, because);
const resume = (own: Subscribed, day: string) => resumeSubscription(on(own, day), own.id, because);
const cancel = (own: Subscribed, day: string, when: "now" | "period_end" = "period_end") =>
  cancelSubscription(on(own, day), own.id, CancelInput.parse({ when }));
const reactivate = (own: Subscribed, day: string) =>
  reactivateSubscription(on(own, day), own.id, because);
const auditOf = ({ ctx }: Subscribed, action: string) =>
  readSql(
    `SELECT reason FROM audit_record WHERE organization_id = $1::uuid AND action = $2::text`,
    [ctx.organizationId, action],
  );
/** How many of those who ask at once are not refused for its state. */
async function succeeded(asked: readonly Promise<unknown>[]): Promise<number> {
  const answers = await Promise.allSettled(asked);
  for (const answer of answers) {
    if (answer.status === "rejected")
      expect(answer.reason).toMatchObject({ code: "invalid_state" });
  }
  return answers.filter(({ status }) => status === "fulfilled").length;
}
const totalsOf = async (own: Subscribed) => (await invoicesOf(own)).map(({ total }) => total);

describe("a pause", () => {
  it("stops credits and fees, whoever renews; it is written down and told", async () => {
    const own = await aMonthly();

    const paused = await pause(own, "2026-02-10");
    await renewSubscriptions(new Date("2026-06-01T00:00:00Z"));

    expect(paused).toMatchObject({ status: "PAUSED", pausedAt: "2026-02-10T09:00:00.000Z" });
    expect(await datesOf(own)).toEqual(["2026-01-31"]);
    expect(await totalsOf(own)).toEqual(["31"]);
    expect(await listUpcomingGrants(own.ctx, own.id)).toEqual([]);
    expect(await auditOf(own, "subscription.paused")).toEqual([{ reason: "Ticket 4711" }]);
  });

  it("within a period that was paid for leaves it as it was once resumed", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10");

    const resumed = await resume(own, "2026-02-20");
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));

    expect(resumed).toMatchObject({
      ...{ status: "ACTIVE", pausedAt: null, nextGrantAt: "2026-02-28T09:00:00.000Z" },
      currentPeriodEnd: "2026-02-28T09:00:00.000Z",
    });
    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-02-28"]);
    expect(await totalsOf(own)).toEqual(["31", "31"]);
  });

  it("longer than that is followed by a new period at once, and months from there", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10");

    const resumed = await resume(own, "2026-05-10");
    await renewSubscriptions(new Date("2026-06-10T09:00:00Z"));

    expect(resumed).toMatchObject({
      ...{ status: "ACTIVE", currentPeriodStart: "2026-05-10T09:00:00.000Z" },
      ...{ currentPeriodEnd: "2026-06-10T09:00:00.000Z", anchorAt: "2026-05-10T09:00:00.000Z" },
    });
    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-05-10", "2026-06-10"]);
    expect(await totalsOf(own)).toEqual(["31", "31", "31"]);
    expect(await auditOf(own, "subscription.resumed")).toHaveLength(1);
    expect((await listUpcomingGrants(own.ctx, own.id, 2)).map(({ dueAt }) => dueAt)).toEqual([
      "2026-07-10T09:00:00.000Z",
      "2026-08-10T09:00:00.000Z",
    ]);
  });

  it("is done once, whoever asks at once or again: the others are refused", async () => {
    const own = await aMonthly();
    expect(await succeeded([1, 2, 3].map(() => pause(own, "2026-02-10")))).toBe(1);
    const paused = await traceOf(own);
    await expect(pause(own, "2026-02-11")).rejects.toMatchObject({ code: "invalid_state" });
    expect(await traceOf(own)).toEqual(paused);

    expect(await succeeded([1, 2, 3].map(() => resume(own, "2026-05-10")))).toBe(1);

    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-05-10"]);
    expect(await totalsOf(own)).toEqual(["31", "31"]);
  });

  it("may be ended by a cancellation", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10");

    expect(await cancel(own, "2026-03-05")).toMatchObject({ status: "ENDED" });
    await expect(resume(own, "2026-03-06")).rejects.toMatchObject({ code: "invalid_state" });
    expect(await totalsOf(own)).toEqual(["31"]);
  });

  it("is shown before, held to what was shown, and changes nothing then", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10");
    const before = await traceOf(own);
    const day = on(own, "2026-05-10");

    const shown = await foreseeTurn(day, "resume", { id: own.id, ...because });

    expect(shown).toMatchObject({
      answer: { status: "ACTIVE" },
      wallets: [{ figures: { available: "2500" } }],
    });
    expect(await traceOf(own)).toEqual(before);
    const asked = { id: own.id, ...because, fingerprint: "another" };
    await expect(turnAsShown(day, "resume", asked)).rejects.toMatchObject({
      code: "stale_preview",
    });
    expect(await traceOf(own)).toEqual(before);
  });
});

describe("a pause is refused, and changes nothing", () => {
  it("of a trial, of what is to end, and of what has ended", async () => {
    const trial = await aMonthly();
    const other = await anEmptyWallet(trial.ctx);
    const planId = await aPublishedPlan(trial.ctx, MONTHLY);
    const tried = await subscribe(trial.ctx, other, planId, { trialDays: 14 });
    await cancel(trial, "2026-02-01");
    const before = await traceOf(trial);

    await expect(pause(tried, "2026-02-01")).rejects.toMatchObject({ code: "invalid_state" });
    await expect(pause(trial, "2026-02-01")).rejects.toMatchObject({ code: "invalid_state" });
    expect(await traceOf(trial)).toEqual(before);
    await cancel(trial, "2026-02-01", "now");
    await expect(pause(trial, "2026-02-01")).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("to another organization", async () => {
    const own = await aMonthly();
    const foreign = { ...own, ctx: await aContext({ at: own.ctx.at }) };

    await expect(pause(foreign, "2026-02-01")).rejects.toMatchObject({ code: "not_found" });
    await expect(resume(foreign, "2026-02-01")).rejects.toMatchObject({ code: "not_found" });
    await expect(reactivate(foreign, "2026-02-01")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a cancellation taken back", () => {
  it("lets it renew again, as if nobody had cancelled", async () => {
    const own = await aMonthly();
    await cancel(own, "2026-02-10");

    const reactivated = await reactivate(own, "2026-02-20");
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));

    expect(reactivated).toMatchObject({ status: "ACTIVE", endsAt: null, cancelledAt: null });
    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-02-28"]);
    expect(await auditOf(own, "subscription.reactivated")).toEqual([{ reason: "Ticket 4711" }]);
    const after = await traceOf(own);
    await expect(reactivate(own, "2026-02-20")).rejects.toMatchObject({ code: "invalid_state" });
    expect(await traceOf(own)).toEqual(after);
  });

  it("is refused once it has ended, and changes nothing", async () => {
    const own = await aMonthly();
    await cancel(own, "2026-02-10");
    await renewSubscriptions(new Date("2026-03-01T00:00:00Z"));
    const before = await traceOf(own);

    await expect(reactivate(own, "2026-03-02")).rejects.toMatchObject({ code: "invalid_state" });
    expect(await traceOf(own)).toEqual(before);
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ENDED" });
  });
});

describe("one reference", () => {
  it("turns once, however often and whenever it is asked, and answers as the first time", async () => {
    const own = await aMonthly();
    const asked = { id: own.id, reason: "", reference: aReference() };
    const ask = (day: string, over: object = {}) =>
      turnAsShown(on(own, day), "pause", { ...asked, ...over });

    const all = await Promise.all([1, 2, 3].map(() => ask("2026-02-10")));
    await resume(own, "2026-02-12");
    const before = await traceOf(own);
    const again = await ask("2026-02-14");

    expect(all.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
    expect(again).toMatchObject({ isReplayed: true, answer: { status: "PAUSED" } });
    expect(await traceOf(own)).toEqual(before);
    const conflict = { code: "idempotency_conflict" };
    await expect(ask("2026-02-14", { reason: "Another" })).rejects.toMatchObject(conflict);
    await expect(turnAsShown(on(own, "2026-02-14"), "resume", asked)).rejects.toMatchObject(
      conflict,
    );
  });

  it("cancels once, and says again what it came to", async () => {
    const own = await aMonthly();
    const input = CancelInput.parse({ when: "now", reference: aReference() });

    const first = await cancelAsShown(on(own, "2026-02-10"), own.id, input);
    const again = await cancelAsShown(on(own, "2026-03-10"), own.id, input);

    expect(first.answer.subscription.status).toBe("ENDED");
    expect(again).toEqual({ ...first, isReplayed: true });
    await expect(cancel(own, "2026-03-10", "now")).rejects.toMatchObject({
      ...{ code: "invalid_state", message: "It ended on 2026-02-10 09:00 (UTC)" },
    });
  });
});
