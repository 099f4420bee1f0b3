/** What a term of its own, or its end, changes from then on: told before anything is agreed. */
import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/reads/plans";
import { idText } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { aMoneyPlan, send, used } from "@/lib/testing/money-usage";
import { subscribe, traceOf } from "@/lib/testing/subscribed";
import { EndOverrideInput, OverrideInput } from "../schema/override";
import { agreeAsShown, foreseeAgreed } from "./foresee-override";
import { renewSubscriptions } from "./renew-subscriptions";

const UNTIL_JUNE = { since: "2026-02-15T00:00:00Z", until: "2026-06-01T00:00:00Z" };

async function aDeal() {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const planId = await aPublishedPlan(ctx, { fee: "31", feePeriod: "MONTHLY", credits: "500" });
  const plan = (await findPlan(ctx, planId))?.live;
  const own = await subscribe(ctx, await anEmptyWallet(ctx), planId);
  const [chargeId, planGrantId] = [plan?.charges[0]?.id ?? "", plan?.grants[0]?.id ?? ""];
  const fee = { kind: "fee", chargeId, amount: "20", reason: "By phone" } as const;
  const credits = { kind: "credits", planGrantId, credits: "800", reason: "By phone" } as const;
  return { ctx, own, fee, credits };
}

const bill = (day: string, [money, was]: readonly [string, string], credits = ["500", "500"]) => ({
  at: `2026-${day}T09:00:00.000Z`,
  invoiced: { before: was, after: money },
  credits: [
    {
      creditUnit: "credits",
      given: { before: credits[0], after: credits[1] },
      drawn: { before: "0", after: "0" },
    },
  ],
});

describe("what a term of its own changes", () => {
  it("is told of the next bills, from its begin on, and changes nothing", async () => {
    const { ctx, own, fee } = await aDeal();
    const before = await traceOf(own);
    const set = OverrideInput.parse({ ...fee, ...UNTIL_JUNE, until: "2026-03-15T00:00:00Z" });

    const { answer } = await foreseeAgreed(ctx, own.id, { set });

    expect(answer.ahead).toMatchObject({
      from: "2026-02-15T00:00:00.000Z",
      before: { kind: "fee", amount: "31" },
      after: { kind: "fee", amount: "20" },
      use: null,
    });
    expect(answer.ahead.billings).toEqual([
      bill("02-28", ["20", "31"]),
      bill("03-31", ["31", "31"]),
      bill("04-30", ["31", "31"]),
    ]);
    expect(await traceOf(own)).toEqual(before);
  });

  it("is told of its end on a later day, as the renewals then book it", async () => {
    const { ctx, own, credits } = await aDeal();
    const set = OverrideInput.parse({ ...credits, since: null });
    const { override } = await agreeAsShown(ctx, own.id, { set });
    const end = EndOverrideInput.parse({
      ...{ overrideId: override.id, at: "2026-03-15T00:00:00Z", reason: "Over" },
    });

    const { answer, fingerprint } = await foreseeAgreed(ctx, own.id, { end });
    await agreeAsShown(later(ctx, "2026-02-01T00:00:00Z"), own.id, { end, fingerprint });
    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));

    expect(answer.ahead).toMatchObject({
      from: "2026-03-15T00:00:00.000Z",
      before: { kind: "credits", credits: "800" },
      after: { kind: "credits", credits: "500" },
    });
    expect(answer.ahead.billings[0]).toEqual(bill("03-31", ["31", "31"], ["800", "500"]));
    expect(
      (await traceOf(own)).grants.map(({ available, expired }) => `${available}${expired}`),
    ).toEqual(["0500", "0800", "5000"]);
  });

  it("is told of a term to come that is called off, from where it was to begin", async () => {
    const { ctx, own, fee } = await aDeal();
    const set = OverrideInput.parse({ ...fee, ...UNTIL_JUNE });
    const { override } = await agreeAsShown(ctx, own.id, { set });
    const end = EndOverrideInput.parse({ overrideId: override.id, at: null, reason: "Not yet" });

    const { answer } = await foreseeAgreed(ctx, own.id, { end });

    expect(answer.ahead.from).toBe("2026-02-15T00:00:00.000Z");
    expect(answer.ahead.billings.map(({ invoiced }) => invoiced)).toEqual([
      { before: "20", after: "31" },
      { before: "20", after: "31" },
      { before: "20", after: "31" },
    ]);
  });

  it("is told of a price by what as much use as of late would cost, free units and bounds in it", async () => {
    const own = await aMoneyPlan({ settlement: "INVOICE" });
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 7, "03-10T00:00:00")]);
    const set = OverrideInput.parse({
      ...{ kind: "price", featureId: idText("feat", own.feature), reason: "By phone" },
      ...{ amount: "8", freeUnits: "2", maximum: "30" },
    });

    const at = later(own.ctx, "2026-03-11T00:00:00Z");
    const { answer } = await foreseeAgreed(at, own.subscriptionId, { set });

    expect(answer.ahead.after).toMatchObject({ price: { freeUnits: "2", maximum: "30" } });
    expect(answer.ahead.use).toMatchObject({
      quantity: "7",
      before: { amount: "70", unit: "USD", isMoney: true },
      after: { amount: "30", unit: "USD", isMoney: true },
    });
  });
});
