/** Subscriptions with everything that a plan may ask and give, for tests that move time. */
import { randomUUID } from "node:crypto";
import { PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { idText, PlanId } from "@/lib/ids";
import { anEmptyWallet } from "./billing";
import { aContext } from "./factories";
import { type Subscribed, subscribe } from "./subscribed";
import { aFeature } from "./usage";

export type RichTerms = {
  readonly fee: string;
  readonly period: "MONTHLY" | "QUARTERLY";
  readonly timing: "ADVANCE" | "ARREAR";
  readonly credits: string;
  readonly grantPeriod: "MONTHLY" | "QUARTERLY";
  readonly expiry: "GRANT_PERIOD" | "NEVER";
  /** Unspent credits go on for two periods, up to 150. */
  readonly rollsOver: boolean;
  /** A tier of credits beside the fee, in monthly shares. */
  readonly hasTier: boolean;
  /** Mailboxes at credits a month, and what happens if they cannot be paid. */
  readonly mailboxes: "OVERAGE" | "SUSPEND" | null;
  /** Use in money with a minimum a period. */
  readonly hasMinimum: boolean;
  readonly commitment: "TRUE_UP" | "ROLL" | null;
  /** Two of a package sold on top. */
  readonly hasAddOn: boolean;
  readonly trialDays: number;
  readonly cycle: "ANNIVERSARY" | "CALENDAR";
  /** Whether its credits come with the payment. */
  readonly waits: boolean;
};

/** Started on 31 January 2026, in an organization of its own. */
export async function aRichSubscription(terms: RichTerms): Promise<Subscribed> {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx, { shortagePolicy: "OVERAGE" });
  const planId = await published(ctx, "PLAN", await draftOf(ctx, terms));
  const addOn = terms.hasAddOn && (await published(ctx, "ADD_ON", addOnOf(terms)));
  return subscribe(ctx, account, planId, {
    ...(terms.hasTier && { tier: 0 }),
    ...(addOn && { addOns: [{ planId: idText("plan", addOn), quantity: 2 }] }),
    ...{ trialDays: terms.trialDays, billingCycle: terms.cycle },
    ...(terms.waits && { grantOn: "payment" }),
  });
}

async function published(
  ctx: Context,
  kind: "PLAN" | "ADD_ON",
  draft: Partial<Parameters<typeof PlanDraftInput.parse>[0] & object>,
): Promise<PlanId> {
  const key = `rich-${randomUUID()}`;
  const { id } = await createPlan(ctx, PlanInput.parse({ name: kind, key, kind }));
  const planId = PlanId.parse(id);
  await updateDraft(ctx, planId, PlanDraftInput.parse({ currency: "USD", ...draft }));
  await publishPlan(ctx, planId);
  return planId;
}

async function draftOf(ctx: Context, terms: RichTerms) {
  const { fee, period, timing, credits, grantPeriod, expiry, commitment } = terms;
  const feature = terms.hasMinimum && idText("feat", await aFeature(ctx, { cost: null }));
  const boxes = { kind: "RECURRING", name: "Mailbox", amount: "30", creditUnit: "credits" };
  const tiers = [{ credits: "100", price: "9" }];
  return {
    charges: [
      { kind: "RECURRING", name: "Fee", amount: fee, period, invoiceCadence: timing },
      ...(terms.hasTier
        ? [{ kind: "CREDITS", name: "Credits", period, cadence: "MONTHLY", tiers }]
        : []),
      ...(terms.mailboxes
        ? [{ ...boxes, period: "MONTHLY", quantity: 2, onShortage: terms.mailboxes }]
        : []),
      ...(feature
        ? [
            {
              ...{ kind: "USAGE", name: "Exports", featureId: feature },
              ...{ model: "PER_UNIT", amount: "1", minimum: "7", settlement: "INVOICE" },
            },
          ]
        : []),
    ],
    grants: [
      {
        ...{ name: "Monthly", credits, period: grantPeriod, expirationKind: expiry },
        ...(terms.rollsOver && { rollover: { mode: "cap", cap: "150", periods: 2 } }),
      },
    ],
    ...(commitment && { commitment: { amount: "100", period, shortfall: commitment } }),
  };
}

const addOnOf = ({ period }: RichTerms) => ({
  charges: [{ kind: "RECURRING", amount: "20", period }],
  grants: [{ credits: "40", period, expirationKind: "GRANT_PERIOD" }],
});
