/** A start is what was shown of it, or is not. */
import { describe, expect, it } from "vitest";
import { PlanDraftInput } from "@/lib/catalog/schema/plan";
import { openDraft } from "@/lib/catalog/writes/open-draft";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import type { PlanId } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer, aReference, later } from "@/lib/testing/factories";
import { askedStart } from "@/lib/testing/subscribed";
import { type Account, give } from "@/lib/testing/wallets";
import { listSubscriptions } from "../reads";
import { type StartFields, type StartInput, SubscriptionQuery } from "../schema";
import { foreseeStart, startAsShown } from "./foresee-subscription";

const STALE = { code: "stale_preview" };

type Shown = {
  readonly ctx: Context;
  readonly account: Account;
  readonly planId: PlanId;
  readonly input: StartInput;
  readonly fingerprint: string;
};

/** Shown at ten to midnight, of a plan that is asked by the calendar month: its first share moves by the second. */
async function aShownStart(over: Partial<StartFields> = {}): Promise<Shown & { total: string }> {
  const ctx = await aContext({ at: new Date("2026-03-11T23:50:00Z") });
  const account = await anEmptyWallet(ctx);
  const planId = await aPublishedPlan(ctx, { fee: "30000", feePeriod: "MONTHLY" });
  const input = askedStart(account, planId, { billingCycle: "CALENDAR", ...over });
  const { fingerprint, total } = await foreseeStart(ctx, input);
  return { ctx, account, planId, input, fingerprint, total };
}

const startAt = ({ ctx, input, fingerprint }: Shown, at: string) =>
  startAsShown(later(ctx, at), input, fingerprint);
const countOf = async ({ ctx }: Shown) =>
  (await listSubscriptions(ctx, SubscriptionQuery.parse({}))).total;

describe("a start that was shown", () => {
  it("happens at the moment that was shown, for what was shown", async () => {
    const shown = await aShownStart();

    const { view, total } = await startAt(shown, "2026-03-11T23:58:00Z");

    expect(view.startedAt).toBe("2026-03-11T23:50:00.000Z");
    expect(Number(total)).toBe(Number(shown.total));
  });

  it("happens for a customer who has no wallet yet: it is made with the start", async () => {
    const ctx = await aContext({ at: new Date("2026-03-11T23:50:00Z") });
    const planId = await aPublishedPlan(ctx, { fee: "30", feePeriod: "MONTHLY" });
    const input = askedStart({ customerId: await aCustomer(ctx) }, planId);

    const { fingerprint } = await foreseeStart(ctx, input);
    const { view } = await startAsShown(ctx, input, fingerprint);

    expect(view.status).toBe("ACTIVE");
  });

  it("is asked again on another day, though only minutes later", async () => {
    const shown = await aShownStart();

    await expect(startAt(shown, "2026-03-12T00:01:00Z")).rejects.toMatchObject(STALE);

    expect(await countOf(shown)).toBe(0);
  });

  it("is asked again once the plan has a new version", async () => {
    const shown = await aShownStart({ billingCycle: "ANNIVERSARY" });
    const { ctx, planId } = shown;
    const charge = {
      kind: "RECURRING",
      name: "Basic",
      amount: "31000",
      period: "MONTHLY",
    } as const;
    const draft = { currency: "USD", charges: [charge], grants: [], entitlements: [] };
    await openDraft(ctx, planId);
    await updateDraft(ctx, planId, PlanDraftInput.parse(draft));
    await publishPlan(ctx, planId);

    await expect(startAt(shown, "2026-03-11T23:51:00Z")).rejects.toMatchObject(STALE);

    expect(await countOf(shown)).toBe(0);
  });

  it("is asked again once the customer's wallet has moved", async () => {
    const shown = await aShownStart();
    await give(shown.ctx, shown.account, "5");

    await expect(startAt(shown, "2026-03-11T23:51:00Z")).rejects.toMatchObject(STALE);

    expect(await countOf(shown)).toBe(0);
  });

  it("answers a repeat as the first time, whatever has moved since", async () => {
    const shown = await aShownStart({ reference: aReference() });
    const first = await startAt(shown, "2026-03-11T23:51:00Z");

    const again = await startAt(shown, "2026-03-12T08:00:00Z");

    expect([again.isReplayed, again.view.id]).toEqual([true, first.view.id]);
  });
});
