/** Terms of a subscription's own, as they are agreed and as they are told. */
import * as z from "zod";
import { PRICING_VIEW, UsageChargeInput } from "@/lib/catalog/schema/charge";
import { ChargeId, EntitlementId, FeatureId, OverrideId, PlanGrantId } from "@/lib/ids";
import { MoneyOrZero, PositiveCredits, QuantityOrZero } from "@/lib/money/schema";
import { Instant, plainLines } from "@/lib/text/schema";

/** Agreed at the start, each by the id of what it replaces in the plan's version. */
export const StartOverridesInput = z.object({
  /** Of a fee, its price a piece; of use, the price of a unit, of a package, or the flat one. */
  amounts: z.record(ChargeId, MoneyOrZero).default({}),
  credits: z.record(PlanGrantId, PositiveCredits).default({}),
  limits: z
    .record(
      EntitlementId,
      z.object({
        includedUnits: QuantityOrZero.nullable().optional(),
        usageLimit: QuantityOrZero.nullable().optional(),
      }),
    )
    .default({}),
});
export type StartOverridesInput = z.output<typeof StartOverridesInput>;

/** A price of use, of any model. */
const PriceInput = UsageChargeInput.pick({
  ...{ model: true, amount: true, packageSize: true, tiers: true, freeUnits: true, minimum: true },
  ...{ maximum: true, fixedPerEvent: true, freeEvents: true, freeAmount: true },
});
export type PriceInput = z.output<typeof PriceInput>;

const TERMS = {
  /** Of a recurring fee: its price a piece. */
  fee: z.object({ kind: z.literal("fee"), chargeId: ChargeId, amount: MoneyOrZero }),
  /** Of a grant: the credits of each issue. */
  credits: z.object({
    kind: z.literal("credits"),
    planGrantId: PlanGrantId,
    credits: PositiveCredits,
  }),
  /** Of a metered feature: what its use costs, in the unit that it is priced in. */
  price: z.object({ kind: z.literal("price"), featureId: FeatureId, ...PriceInput.shape }),
  /** Of a metered feature: how far it goes. What is left out stays as the plan says; null is none. */
  limit: z.object({
    kind: z.literal("limit"),
    featureId: FeatureId,
    includedUnits: QuantityOrZero.nullable().optional(),
    usageLimit: QuantityOrZero.nullable().optional(),
  }),
};

/** When it holds, half-open. */
const WHEN = {
  /** Null: from now on. */
  since: Instant.nullable().default(null),
  /** Null: for good. */
  until: Instant.nullable().default(null),
};

const REASON = plainLines(500).refine(
  (text) => text.length === 0 || text.length >= 3,
  "At least three letters",
);

const agreed = <Reason extends z.ZodType>(reason: Reason) =>
  z.discriminatedUnion("kind", [
    TERMS.fee.extend({ ...WHEN, reason }),
    TERMS.credits.extend({ ...WHEN, reason }),
    TERMS.price.extend({ ...WHEN, reason }),
    TERMS.limit.extend({ ...WHEN, reason }),
  ]);

/** Agreed while it runs: somebody says why. */
export const OverrideInput = agreed(REASON.refine((text) => text.length > 0, "Say why"));
export type OverrideInput = z.output<typeof OverrideInput>;
export type OverrideFields = z.input<typeof OverrideInput>;

/** Agreed at the start, from then on or later. */
export const AgreedOverrideInput = agreed(REASON.default(""));
export type AgreedOverrideInput = z.output<typeof AgreedOverrideInput>;
export type AgreedOverrideFields = z.input<typeof AgreedOverrideInput>;

export const EndOverrideInput = z.object({
  overrideId: OverrideId,
  /** Null: now. */
  at: Instant.nullable().default(null),
  reason: REASON.refine((text) => text.length > 0, "Say why"),
});
export type EndOverrideInput = z.output<typeof EndOverrideInput>;

const PriceView = z.object({
  /** A currency, or a unit of credits. */
  unit: z.string(),
  isMoney: z.boolean(),
  ...PRICING_VIEW,
});
export type PriceView = z.infer<typeof PriceView>;

/** What it says, or what the plan says of the same thing. */
export const AgreedValue = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fee"), amount: z.string(), unit: z.string(), isMoney: z.boolean() }),
  z.object({ kind: z.literal("credits"), credits: z.string(), creditUnit: z.string() }),
  z.object({ kind: z.literal("price"), price: PriceView }),
  z.object({
    kind: z.literal("limit"),
    includedUnits: z.string().nullable(),
    usageLimit: z.string().nullable(),
    unitPlural: z.string(),
  }),
]);
export type AgreedValue = z.infer<typeof AgreedValue>;

export const OVERRIDE_STATES = ["coming", "in_force", "overlaid", "over"] as const;

export const OverrideView = z.object({
  id: z.string(),
  /** The fee, grant or feature that it is about. */
  subjectId: z.string(),
  subjectName: z.string(),
  value: AgreedValue,
  /** Null: the plan does not speak of it. */
  planValue: AgreedValue.nullable(),
  since: z.iso.datetime(),
  /** Exclusive; null: for good. */
  until: z.iso.datetime().nullable(),
  /** `overlaid`: another of the same thing, with an end, holds meanwhile. */
  state: z.enum(OVERRIDE_STATES),
  by: z.string(),
  reason: z.string(),
});
export type OverrideView = z.infer<typeof OverrideView>;

/** Something that can be agreed otherwise, and what the plan says of it; null: nothing. */
export const OverridableView = z.object({
  kind: z.enum(["fee", "credits", "price", "limit"]),
  subjectId: z.string(),
  subjectName: z.string(),
  planValue: AgreedValue.nullable(),
});
export type OverridableView = z.infer<typeof OverridableView>;

/** What a quantity costs, in a currency or a unit of credits. */
const PriceOfLotView = z.object({ amount: z.string(), unit: z.string(), isMoney: z.boolean() });
export type PriceOfLotView = z.infer<typeof PriceOfLotView>;

const BeforeAfter = z.object({ before: z.string(), after: z.string() });

/** What a term changes from an instant on. */
export const AgreedAheadView = z.object({
  from: z.iso.datetime(),
  /** What holds there otherwise, and what then; null: nothing. */
  before: AgreedValue.nullable(),
  after: AgreedValue.nullable(),
  /** The next bills, without what use adds to them. */
  billings: z.array(
    z.object({
      at: z.iso.datetime(),
      invoiced: BeforeAfter,
      /** By unit. */
      credits: z.array(
        z.object({ creditUnit: z.string(), given: BeforeAfter, drawn: BeforeAfter }),
      ),
    }),
  ),
  /** Of a price: what as much use as was billed lately costs in a period; null: there was none. */
  use: z
    .object({
      quantity: z.string(),
      unitPlural: z.string(),
      since: z.iso.datetime(),
      /** Null: without a price. */
      before: PriceOfLotView.nullable(),
      after: PriceOfLotView.nullable(),
    })
    .nullable(),
});
export type AgreedAheadView = z.infer<typeof AgreedAheadView>;
