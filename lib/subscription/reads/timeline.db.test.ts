import { describe, expect, it } from "vitest";
import { idText, SubscriptionId } from "@/lib/ids";
import { change, creditsOf, onStarter } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { aSubscription, invoicesOf } from "@/lib/testing/subscribed";
import { CancelInput, StartInput, TurnInput } from "../schema";
import { cancelSubscription } from "../writes/cancel-subscription";
import { pauseSubscription } from "../writes/pause-subscription";
import { previewStart } from "../writes/preview-start";
import { renewSubscriptions } from "../writes/renew-subscriptions";
import { startSubscription } from "../writes/start-subscription";
import { listOffers } from "./offers";
import { findTimeline } from "./timeline";

describe("the timeline of a running subscription", () => {
  it("begins with the credits that stand, and tells the twelve grants to come and the next fees", async () => {
    const { ctx, id } = await aSubscription();

    const timeline = await findTimeline(ctx, id);

    const grants = timeline?.grants ?? [];
    expect(grants[0]).toMatchObject({ isStanding: true, credits: "2500" });
    expect(grants[0]?.expiresAt).toBe("2026-02-28T09:00:00.000Z");
    expect(grants.slice(1).map(({ givenAt }) => givenAt.slice(0, 10))).toEqual([
      ...["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"],
      ...["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31"],
    ]);
    expect(timeline?.invoices.map(({ at, total }) => [at.slice(0, 10), total])).toEqual([
      ["2027-01-31", "588"],
      ["2028-01-31", "588"],
      ["2029-01-31", "588"],
    ]);
    expect(timeline?.months[1]).toMatchObject({
      startsAt: "2026-02-01T00:00:00.000Z",
      credits: [{ creditUnit: "credits", issued: "2500", ended: "2500", standing: "2500" }],
    });
  });

  it("stops where the subscription does, and is none once it has ended", async () => {
    const { ctx, id } = await aSubscription();

    await cancelSubscription(ctx, id, CancelInput.parse({ when: "period_end" }));
    const timeline = await findTimeline(ctx, id);
    expect(timeline).toMatchObject({ endsAt: "2027-01-31T09:00:00.000Z", invoices: [] });

    await cancelSubscription(ctx, id, CancelInput.parse({ when: "now" }));
    expect(await findTimeline(ctx, id)).toBeUndefined();
  });

  it("goes on where what is paused does, with its new periods", async () => {
    const { ctx, id } = await aSubscription({ fee: "31", feePeriod: "MONTHLY" });
    const paused = later(ctx, "2026-02-10T12:00:00Z");
    const until = TurnInput.parse({ resumesAt: "2026-05-10T09:00:00Z" });
    await pauseSubscription(paused, id, until);

    const timeline = await findTimeline(paused, id);

    expect(timeline?.invoices.slice(0, 2)).toMatchObject([
      { at: "2026-05-10T09:00:00.000Z", total: "31", lines: [{ share: null }] },
      { at: "2026-06-10T09:00:00.000Z", total: "31" },
    ]);
    expect(timeline?.grants.map(({ givenAt }) => givenAt.slice(0, 10)).slice(0, 3)).toEqual([
      ...["2026-01-31", "2026-05-10", "2026-06-10"],
    ]);
  });

  it("goes on with the plan that a scheduled change brings, as it then comes", async () => {
    const own = await onStarter();
    const asked = later(own.ctx, "2026-04-04T00:00:00Z");
    await change(asked, own, { to: own.pro, when: "period_end" });

    const timeline = await findTimeline(asked, own.id);

    expect(timeline).toMatchObject({ endsAt: null });
    const told = timeline?.grants.map(({ givenAt, credits }) => [givenAt.slice(0, 10), credits]);
    expect(told?.slice(0, 3)).toEqual([
      ["2026-04-01", "2000"],
      ["2026-05-01", "50000"],
      ["2026-06-01", "50000"],
    ]);
    expect(timeline?.invoices.slice(0, 2)).toMatchObject([
      { at: "2026-05-01T00:00:00.000Z", total: "800" },
      { at: "2026-06-01T00:00:00.000Z", total: "800" },
    ]);
    await renewSubscriptions(new Date("2026-06-02T00:00:00Z"));
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "800", "800"]);
  });

  it("ends with a change what it replaces, and leaves what was paid with a period that is over", async () => {
    const own = await onStarter({
      grants: [
        { name: "Quarterly", credits: "600", period: "QUARTERLY" },
        { name: "For good", credits: "50", expirationKind: "NEVER" },
      ],
    });
    const asked = later(own.ctx, "2026-04-04T00:00:00Z");
    await change(asked, own, { to: own.pro, when: "period_end" });

    const timeline = await findTimeline(asked, own.id);

    const told = timeline?.grants.map(({ credits, expiresAt }) => [credits, expiresAt]);
    expect(told?.slice(0, 3)).toEqual([
      ["600", "2026-05-01T00:00:00.000Z"],
      ["50", null],
      ["50000", "2026-06-01T00:00:00.000Z"],
    ]);
    await renewSubscriptions(new Date("2026-05-01T00:00:00Z"));
    expect(await creditsOf(own)).toEqual([
      "plan 600 left 0 voided 600",
      "plan 50 left 50 voided 0",
      "plan 50000 left 50000 voided 0",
    ]);
  });

  it("does not tell another organization's", async () => {
    const { id } = await aSubscription();

    expect(await findTimeline(await aContext(), id)).toBeUndefined();
  });
});

describe("the timeline of a start", () => {
  it("is what the subscription's own then says", async () => {
    const { ctx, customerId, id } = await aSubscription();
    const [offer] = await listOffers(ctx);
    await cancelSubscription(ctx, id, CancelInput.parse({ when: "now" }));
    const input = StartInput.parse({
      customerId: idText("cus", customerId),
      planId: offer?.planId,
      billingCycle: "CALENDAR",
    });

    const { timeline: foreseen, booked } = await previewStart(ctx, input);
    const started = await startSubscription(ctx, input);
    const timeline = await findTimeline(ctx, SubscriptionId.parse(started.id));

    expect(booked).toMatchObject({ invoices: 1, credits: [{ amount: "2500" }] });
    expect(foreseen.invoices[0]?.lines[0]).toMatchObject({
      unitAmount: "588",
      share: { ofDays: "365" },
    });
    // The first month differs: what was given at the start now stands already.
    expect(timeline?.months.slice(1)).toEqual(foreseen.months.slice(1));
    expect(timeline?.invoices[0]).toEqual(foreseen.invoices[1]);
  });
});
