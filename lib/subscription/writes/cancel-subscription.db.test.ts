import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { PlanTerms } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { aSubscription, invoicesOf, type Subscribed } from "@/lib/testing/subscribed";
import { aDebit, give } from "@/lib/testing/wallets";
import { findSubscription } from "../reads";
import { listUpcomingGrants } from "../reads/upcoming-grants";
import { type CancelFields, CancelInput, TurnInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { pauseSubscription } from "./pause-subscription";
import { renewSubscriptions } from "./renew-subscriptions";

const aMarchSubscription = (terms: PlanTerms = {}) =>
  aSubscription(terms, { at: "2026-03-01T00:00:00Z" });
const cancel = (ctx: Context, id: SubscriptionId, fields: CancelFields = {}) =>
  cancelSubscription(ctx, id, CancelInput.parse(fields));
async function standingOf({ walletId }: Subscribed) {
  const [row] = await readSql(
    `SELECT sum(available)::float8 AS available, sum(voided)::float8 AS voided,
       count(*)::int AS grants FROM credit_grant WHERE wallet_id = $1::uuid`,
    [walletId],
  );
  return row;
}
const totalsOf = async (own: Subscribed) => (await invoicesOf(own)).map(({ total }) => total);

describe("a cancellation at the end of the period", () => {
  it("lets credits come until then, and nothing after", async () => {
    const own = await aMarchSubscription();
    const april = later(own.ctx, "2026-04-10T00:00:00Z");

    const cancelled = await cancel(april, own.id);

    expect(cancelled).toMatchObject({
      status: "CANCELLED",
      cancelledAt: "2026-04-10T00:00:00.000Z",
      endsAt: "2027-03-01T00:00:00.000Z",
    });
    expect(await listUpcomingGrants(own.ctx, own.id, 100)).toHaveLength(10);
    await renewSubscriptions(new Date("2028-01-01T00:00:00Z"));
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      ...{ status: "ENDED", nextGrantAt: null },
      currentPeriodEnd: "2027-03-01T00:00:00.000Z",
    });
    expect(await standingOf(own)).toMatchObject({ grants: 12 });
    expect(await totalsOf(own)).toEqual(["588"]);
  });

  it("ends what is paused at once, and leaves its credits to their own end", async () => {
    const own = await aMarchSubscription();
    const paused = later(own.ctx, "2026-03-05T00:00:00Z");
    await pauseSubscription(paused, own.id, TurnInput.parse({}));

    expect(await cancel(later(own.ctx, "2026-03-06T00:00:00Z"), own.id)).toMatchObject({
      ...{ status: "ENDED", endsAt: "2026-03-06T00:00:00.000Z" },
    });

    expect(await standingOf(own)).toEqual({ available: 2500, voided: 0, grants: 1 });
  });

  it("books first what fell due before it", async () => {
    const own = await aMarchSubscription({ fee: "50", feePeriod: "MONTHLY" });

    const cancelled = await cancel(later(own.ctx, "2026-04-10T00:00:00Z"), own.id);

    expect(cancelled.endsAt).toBe("2026-05-01T00:00:00.000Z");
    expect(await totalsOf(own)).toEqual(["50", "50"]);
  });

  it("is refused of one that is cancelled, and says when it ends", async () => {
    const own = await aMarchSubscription();
    const april = later(own.ctx, "2026-04-10T00:00:00Z");

    const first = await cancel(april, own.id);
    const again = cancel(later(own.ctx, "2026-04-20T00:00:00Z"), own.id);

    await expect(again).rejects.toMatchObject({
      code: "invalid_state",
      message: expect.stringContaining(String(first.endsAt).slice(0, 10)),
    });
  });
});

describe("a cancellation now", () => {
  it("voids what the plan gave and was not spent; bought credits stay", async () => {
    const own = await aMarchSubscription();
    const day3 = later(own.ctx, "2026-03-03T00:00:00Z");
    await give(own.ctx, own, "100");
    expect(await post(day3, aDebit(day3, own, "500"))).toMatchObject({ ok: true });

    const cancelled = await cancel(day3, own.id, { when: "now", reason: "They left" });

    expect(cancelled).toMatchObject({ status: "ENDED", endsAt: "2026-03-03T00:00:00.000Z" });
    expect(await standingOf(own)).toMatchObject({ available: 100, voided: 2000 });
    await renewSubscriptions(new Date("2028-01-01T00:00:00Z"));
    expect(await standingOf(own)).toMatchObject({ grants: 2 });
  });

  it("keeps the plan's credits to their own end if asked", async () => {
    const own = await aMarchSubscription();

    await cancel(later(own.ctx, "2026-03-03T00:00:00Z"), own.id, { when: "now", credits: "keep" });

    expect(await standingOf(own)).toMatchObject({ available: 2500, voided: 0 });
  });

  it("asks for the share that was lived of a fee that is paid afterwards", async () => {
    const own = await aMarchSubscription({ fee: "31", feePeriod: "MONTHLY", timing: "ARREAR" });

    await cancel(later(own.ctx, "2026-03-11T00:00:00Z"), own.id, { when: "now" });

    expect(await totalsOf(own)).toEqual(["10"]);
  });

  it("is not done twice by two who ask at the same time", async () => {
    const own = await aMarchSubscription({ fee: "31", feePeriod: "MONTHLY", timing: "ARREAR" });
    const then = later(own.ctx, "2026-03-11T00:00:00Z");

    const asked = [1, 2, 3, 4].map(() => cancel(then, own.id, { when: "now" }));
    const answers = await Promise.allSettled(asked);

    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);

    expect(await totalsOf(own)).toEqual(["10"]);
    expect(await standingOf(own)).toMatchObject({ available: 0, voided: 2500 });
  });
});

describe("another organization", () => {
  it("cannot cancel it", async () => {
    const own = await aMarchSubscription();

    await expect(cancel(await aContext(), own.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ACTIVE" });
  });
});
