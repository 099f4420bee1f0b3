import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, idText } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan, type PlanTerms } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { invoicesOf, type Subscribed, subscribe } from "@/lib/testing/subscribed";
import { pay } from "@/lib/testing/top-ups";
import { CancelInput, type StartFields, TurnInput } from "../schema";
import { OverrideInput } from "../schema/override";
import { SubscriptionRowQuery } from "../schema/rows";
import { cancelSubscription } from "../writes/cancel-subscription";
import { pauseSubscription } from "../writes/pause-subscription";
import { resumeSubscription } from "../writes/resume-subscription";
import { setOverride } from "../writes/set-override";
import { findSubscriptionRow, listSubscriptionRows } from "./rows";
import { listCustomerUpcomingGrants, listUpcomingGrants } from "./upcoming-grants";

const STARTER: PlanTerms = { fee: "149", feePeriod: "MONTHLY", credits: "2000" };

async function started(terms: PlanTerms, over: Partial<StartFields> = {}) {
  const ctx = await aContext({ at: new Date("2026-04-01T00:00:00Z") });
  const account = await anEmptyWallet(ctx);
  return subscribe(ctx, account, await aPublishedPlan(ctx, terms), over);
}

/** 2,500 credits in place of the plan's, until the middle of June. */
async function agreeOnMore({ ctx, id }: Subscribed): Promise<void> {
  const [row] = await readSql(
    `SELECT plan_grant.id FROM plan_grant
     JOIN subscription ON subscription.plan_version_id = plan_grant.plan_version_id
     WHERE subscription.id = $1::uuid`,
    [id],
  );
  const agreed = OverrideInput.parse({
    ...{ kind: "credits", planGrantId: idText("pgr", row?.id as never), credits: "2500" },
    ...{ until: "2026-06-15T00:00:00Z", reason: "A better start" },
  });
  await setOverride(ctx, id, agreed);
}

const waitsOf = async (own: Subscribed, limit = 2) =>
  (await listUpcomingGrants(own.ctx, own.id, limit)).map(({ awaitsPayment }) => awaitsPayment);

describe("the credits that a subscription will give", () => {
  it("are marked where they come with the payment of an invoice", async () => {
    const atStart = await started(STARTER);
    const onPayment = await started(STARTER, { grantOn: "payment" });

    expect(await waitsOf(atStart)).toEqual([false, false]);
    expect(await waitsOf(onPayment)).toEqual([true, true]);
    expect(await listCustomerUpcomingGrants(onPayment.ctx, onPayment.customerId, 1)).toMatchObject([
      { subscriptionId: idText("sub", onPayment.id), awaitsPayment: true },
    ]);
  });

  it("wait for an invoice of the period that they come in, until it is paid", async () => {
    const yearly = { ...STARTER, feePeriod: "ANNUAL" } as const;
    const own = await started(yearly, { grantOn: "payment" });
    expect(await waitsOf(own, 12)).toEqual(Array.from({ length: 12 }, () => true));

    const [invoice] = await invoicesOf(own);
    await pay(later(own.ctx, "2026-04-20T00:00:00Z"), InvoiceId.parse(invoice?.id));

    // Eleven months of the year that was paid for; the twelfth begins the next.
    expect(await waitsOf(own, 12)).toEqual([...Array.from({ length: 11 }, () => false), true]);
  });

  it("are told by the terms of their own time", async () => {
    const own = await started(STARTER);
    await agreeOnMore(own);

    const upcoming = await listUpcomingGrants(own.ctx, own.id, 4);

    expect(upcoming.map(({ dueAt, credits }) => [dueAt.slice(0, 10), credits])).toEqual([
      ["2026-05-01", "2500"],
      ["2026-06-01", "2500"],
      ["2026-07-01", "2000"],
      ["2026-08-01", "2000"],
    ]);
  });

  it("are told first in lists by the same terms: one rule for what comes next", async () => {
    const yearly = { ...STARTER, feePeriod: "ANNUAL" } as const;
    const own = await started(yearly);
    await agreeOnMore(own);

    const [first] = await listUpcomingGrants(own.ctx, own.id, 1);

    expect(first).toMatchObject({ dueAt: "2026-05-01T00:00:00.000Z", credits: "2500" });
    const { items } = await listSubscriptionRows(own.ctx, SubscriptionRowQuery.parse({}));
    expect(items).toMatchObject([{ nextGrantAt: first?.dueAt, nextGrantCredits: first?.credits }]);
  });

  it("are told first of what is paused until a day, and not of what has no day or is over", async () => {
    const own = await started(STARTER);
    const at = (time: string) => later(own.ctx, time);
    const resumesAt = "2026-06-10T00:00:00Z";
    await pauseSubscription(at("2026-04-05T00:00:00Z"), own.id, TurnInput.parse({ resumesAt }));
    const next = async () => (await findSubscriptionRow(own.ctx, own.id))?.nextGrantAt;
    const [upcoming] = await listUpcomingGrants(own.ctx, own.id, 1);

    expect(upcoming?.dueAt).toBe("2026-06-10T00:00:00.000Z");
    expect(await next()).toBe(upcoming?.dueAt);
    await resumeSubscription(at("2026-04-06T00:00:00Z"), own.id, { reason: "" });
    await pauseSubscription(at("2026-04-07T00:00:00Z"), own.id, { reason: "" });
    expect(await next()).toBeNull();
    const now = CancelInput.parse({ when: "now" });
    await cancelSubscription(at("2026-04-08T00:00:00Z"), own.id, now);
    expect(await next()).toBeNull();
  });
});
