/** What a start of a subscription is asked with, and what the product makes of it. */
import * as z from "zod";
import { findPlan } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { invalidField, notFound } from "@/lib/errors";
import { ChargeId, EntitlementId, type Id, idText, PlanGrantId, PlanId } from "@/lib/ids";
import { StartInput } from "@/lib/subscription/schema";
import { Metadata } from "@/lib/text/schema";
import { BILLING_BODY, netDaysIn } from "./billing-fields";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { IdempotencyKey, InstantText } from "./fields";
import { OVERRIDE_FIELDS, OVERRIDE_NAMES, overrideFields } from "./override-body";
import { poured } from "./pour";
import { customerNamed, WhichCustomer } from "./which-customer";

export const StartBody = z.strictObject({
  ...WhichCustomer,
  plan_id: PlanId,
  /** Has to be the plan's. */
  currency: z.string().max(32).nullish(),
  billing_period: z.enum(PERIOD_WORDS).nullish(),
  billing_period_count: z.literal(1, "Only 1").nullish(),
  billing_cadence: z.literal("RECURRING", "Only RECURRING").nullish(),
  billing_cycle: z.enum(["anniversary", "calendar"]).default("anniversary"),
  start_date: InstantText.nullish(),
  /** Of the plan's one charge with tiers of credits: 0 for the first. */
  tier: StartInput.shape.tier,
  /** Of each charge with tiers: by the price's id. */
  tiers: StartInput.shape.tiers,
  /** Of a recurring price's pieces, by its id: so many mailboxes. */
  quantities: StartInput.shape.quantities,
  /** Sold on top of the plan. */
  addons: z
    .array(
      z.strictObject({
        addon_id: PlanId,
        quantity: z.int().min(1).max(10_000).default(1),
        /** Where it has several tiers of credits: 0 for the first. */
        tier: StartInput.shape.tier,
      }),
    )
    .max(20)
    .default([]),
  /** Terms of its own, by the ids of what they replace. */
  overrides: z
    .strictObject({
      prices: z.record(ChargeId, z.string()).default({}),
      credit_grants: z.record(PlanGrantId, z.string()).default({}),
      entitlements: z
        .record(
          EntitlementId,
          z.strictObject({
            included_units: z.string().nullable().optional(),
            usage_limit: z.string().nullable().optional(),
          }),
        )
        .default({}),
    })
    .prefault({}),
  /** The same with prices of any model, from the start on or later, for good or for a time. */
  own_terms: z
    .array(z.strictObject({ ...OVERRIDE_FIELDS, reason: z.string().default("") }))
    .max(100)
    .default([]),
  /** Without it as the plan says; 0: none. A product is tried once. */
  trial_period_days: StartInput.shape.trialDays,
  ...BILLING_BODY,
  metadata: Metadata.default({}),
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(64).nullish(),
  // Sent by clients of the dialect, without meaning here.
  customer_timezone: z.unknown().optional(),
  gateway_payment_method_id: z.unknown().optional(),
  invoice_billing: z.unknown().optional(),
  payment_behavior: z.unknown().optional(),
  proration_behavior: z.unknown().optional(),
});

/** Where the body's word is another than the slice's. */
export const START_NAMES = {
  ...OVERRIDE_NAMES,
  addOns: "addons",
  startsAt: "start_date",
  trialDays: "trial_period_days",
  reference: "idempotency_key",
};

/** @throws DomainError `not_found` for the customer or the plan; `validation_error` naming the field of the body. */
export async function startInput(
  ctx: Context,
  body: z.output<typeof StartBody>,
): Promise<StartInput> {
  const customerId = await customerNamed(ctx, body);
  await refuseOtherCurrency(ctx, body);
  return poured(
    StartInput,
    {
      customerId: idText("cus", customerId),
      planId: idText("plan", body.plan_id),
      startsAt: body.start_date ?? null,
      billingCycle: body.billing_cycle === "calendar" ? "CALENDAR" : "ANNIVERSARY",
      billingPeriod: body.billing_period ? PERIODS_IN[body.billing_period] : null,
      tier: body.tier,
      tiers: byText<number>("price", body.tiers),
      quantities: byText<number>("price", body.quantities),
      addOns: body.addons.map(({ addon_id, quantity, tier }) => ({
        planId: idText("plan", addon_id),
        ...{ quantity, tier },
      })),
      trialDays: body.trial_period_days,
      netDays: netDaysIn(body) ?? null,
      poNumber: body.po_number ?? null,
      collectionMethod: body.collection_method ?? undefined,
      grantOn: body.grant_on ?? null,
      overrides: overridesIn(body.overrides),
      ownTerms: body.own_terms.map((own) => overrideFields(own, own.reason)),
      reference: body.idempotency_key ?? null,
      metadata: body.metadata,
    },
    START_NAMES,
  );
}

type LimitBody = {
  readonly included_units?: string | null | undefined;
  readonly usage_limit?: string | null | undefined;
};

/** Into the product's own words; what an amount may be is for `StartInput` to say. */
const overridesIn = ({
  prices,
  credit_grants,
  entitlements,
}: z.output<typeof StartBody>["overrides"]) => ({
  amounts: byText<string>("price", prices),
  credits: byText<string>("pgr", credit_grants),
  limits: Object.fromEntries(
    Object.entries(byText<LimitBody>("ent", entitlements)).map(
      ([id, { included_units, usage_limit }]) => [
        id,
        { includedUnits: included_units, usageLimit: usage_limit },
      ],
    ),
  ),
});

/** The same by the outer form of the ids. */
const byText = <Value>(prefix: string, named: object): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(named as Record<string, Value>).map(([id, value]) => [
      idText<string>(prefix, id as Id<string>),
      value,
    ]),
  );

async function refuseOtherCurrency(
  ctx: Context,
  { plan_id: planId, currency }: z.output<typeof StartBody>,
): Promise<void> {
  const plan = await findPlan(ctx, planId);
  if (!plan) throw notFound("plan", idText("plan", planId));
  const own = (plan.live ?? plan.draft)?.currency;
  if (!currency || !own || currency.toUpperCase() === own) return;
  throw invalidField("currency", `This plan is sold in ${own}`);
}
