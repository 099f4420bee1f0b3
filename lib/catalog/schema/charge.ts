/** The charges of a plan version: what is asked for it, in money or in credits. */
import * as z from "zod";
import { ChargeId, FeatureId } from "@/lib/ids";
import {
  CreditsOrZero,
  MoneyOrZero,
  orNone,
  PositiveMoney,
  QuantityOrZero,
} from "@/lib/money/schema";
import { Metadata, plainText } from "@/lib/text/schema";
import { GrantLifeInput, GrantLifeView } from "./grant-life";
import { CreditUnit } from "./text";

export const BILLING_PERIODS = ["MONTHLY", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"] as const;
export type BillingPeriod = (typeof BILLING_PERIODS)[number];

export const PRICING_MODELS = [
  "FLAT",
  "PER_UNIT",
  "PACKAGE",
  "GRADUATED",
  "VOLUME",
  "STAIRSTEP",
  "PERCENTAGE",
] as const;
export type PricingModelName = (typeof PRICING_MODELS)[number];

export const INVOICE_CADENCES = ["ADVANCE", "ARREAR"] as const;
export const SETTLEMENTS = ["WALLET_THEN_INVOICE", "INVOICE"] as const;
export const CREDIT_CADENCES = ["PERIOD_START", "MONTHLY"] as const;
/** What becomes of a fee in credits that the wallet cannot pay. */
export const FEE_SHORTAGES = ["OVERAGE", "SUSPEND"] as const;

/** What every charge says. An id names the charge of this draft that it replaces. */
const common = {
  id: ChargeId.nullable().default(null),
  name: plainText(120).default(""),
  lookupKey: plainText(100).nullable().default(null),
  metadata: Metadata.default({}),
};

/** When it is asked for. */
const asked = {
  period: z.enum(BILLING_PERIODS).default("MONTHLY"),
  invoiceCadence: z.enum(INVOICE_CADENCES).default("ADVANCE"),
  trialDays: z
    .int("Enter a whole number of days")
    .min(0, "Not below zero")
    .max(730, "At most 730 days")
    .default(0),
};

const pieces = z
  .int("Enter a whole number")
  .min(0, "Not below zero")
  .max(1_000_000, "At most 1,000,000");

export const RecurringChargeInput = z.object({
  ...common,
  ...asked,
  kind: z.literal("RECURRING"),
  /** Per period and piece: money of the version's currency, or credits where `creditUnit` names some. */
  amount: MoneyOrZero,
  creditUnit: CreditUnit.nullable().default(null),
  /** How many pieces, unless the subscription says: so many mailboxes. */
  quantity: pieces.min(1, "At least one").default(1),
  /** How many of them cost nothing. */
  freeQuantity: pieces.default(0),
  onShortage: z.enum(FEE_SHORTAGES).default("OVERAGE"),
});

/** Prices of a tier are in the charge's unit: money, or credits where `creditUnit` names one. */
export const PriceTierInput = z.object({
  /** The last quantity of the tier; empty: without end. */
  upTo: orNone(QuantityOrZero).default(null),
  unitAmount: MoneyOrZero.default(MoneyOrZero.parse("0")),
  flatAmount: MoneyOrZero.default(MoneyOrZero.parse("0")),
});

export const UsageChargeInput = z.object({
  ...common,
  kind: z.literal("USAGE"),
  featureId: FeatureId,
  model: z.enum(PRICING_MODELS).default("PER_UNIT"),
  /** Null: the price is money of the version's currency. */
  creditUnit: CreditUnit.nullable().default(null),
  /** The flat amount, unit price or package price; PERCENTAGE's share, 0.02 for 2 %. */
  amount: orNone(MoneyOrZero).default(null),
  packageSize: orNone(QuantityOrZero).default(null),
  tiers: z.array(PriceTierInput).max(100, "At most 100 tiers").default([]),
  freeUnits: orNone(QuantityOrZero).default(null),
  minimum: orNone(MoneyOrZero).default(null),
  maximum: orNone(MoneyOrZero).default(null),
  fixedPerEvent: orNone(MoneyOrZero).default(null),
  freeEvents: z.int().min(0).max(1_000_000_000).default(0),
  freeAmount: orNone(QuantityOrZero).default(null),
  settlement: z.enum(SETTLEMENTS).default("WALLET_THEN_INVOICE"),
  /** Money per credit of overage that this charge caused; null: the version's. */
  overagePrice: orNone(PositiveMoney).default(null),
});

export const CreditTierInput = z.object({ credits: CreditsOrZero, price: MoneyOrZero });

export const CreditsChargeInput = z.object({
  ...common,
  ...asked,
  kind: z.literal("CREDITS"),
  /** Null: the organization's. */
  creditUnit: CreditUnit.nullable().default(null),
  cadence: z.enum(CREDIT_CADENCES).default("PERIOD_START"),
  tiers: z.array(CreditTierInput).max(100, "At most 100 tiers").default([]),
  /** How the credits live that the chosen tier gives. */
  gives: GrantLifeInput.prefault({}),
});

export const ChargeInput = z.discriminatedUnion("kind", [
  RecurringChargeInput,
  UsageChargeInput,
  CreditsChargeInput,
]);
export type ChargeInput = z.output<typeof ChargeInput>;
export type ChargeFields = z.input<typeof ChargeInput>;
export type RecurringChargeInput = z.output<typeof RecurringChargeInput>;
export type UsageChargeInput = z.output<typeof UsageChargeInput>;
export type CreditsChargeInput = z.output<typeof CreditsChargeInput>;

const FeatureName = z.object({ id: z.string(), key: z.string(), name: z.string() });

const commonView = {
  id: z.string(),
  name: z.string(),
  lookupKey: z.string().nullable(),
  metadata: Metadata,
  createdAt: z.iso.datetime(),
};

const askedView = {
  period: z.enum(BILLING_PERIODS),
  invoiceCadence: z.enum(INVOICE_CADENCES),
  trialDays: z.int(),
};

/** How a price of use is reckoned. */
export const PRICING_VIEW = {
  model: z.enum(PRICING_MODELS),
  amount: z.string().nullable(),
  packageSize: z.string().nullable(),
  tiers: z.array(
    z.object({ upTo: z.string().nullable(), unitAmount: z.string(), flatAmount: z.string() }),
  ),
  freeUnits: z.string().nullable(),
  minimum: z.string().nullable(),
  maximum: z.string().nullable(),
  fixedPerEvent: z.string().nullable(),
  freeEvents: z.int(),
  freeAmount: z.string().nullable(),
};

export const ChargeView = z.discriminatedUnion("kind", [
  z.object({
    ...commonView,
    kind: z.literal("RECURRING"),
    amount: z.string(),
    /** Null: the amount is credits. */
    currency: z.string().nullable(),
    creditUnit: z.string().nullable(),
    quantity: z.int(),
    freeQuantity: z.int(),
    onShortage: z.enum(FEE_SHORTAGES),
    ...askedView,
  }),
  z.object({
    ...commonView,
    kind: z.literal("USAGE"),
    feature: FeatureName,
    creditUnit: z.string().nullable(),
    currency: z.string().nullable(),
    ...PRICING_VIEW,
    settlement: z.enum(SETTLEMENTS),
    overagePrice: z.string().nullable(),
  }),
  z.object({
    ...commonView,
    kind: z.literal("CREDITS"),
    creditUnit: z.string(),
    currency: z.string(),
    ...askedView,
    cadence: z.enum(CREDIT_CADENCES),
    tiers: z.array(z.object({ credits: z.string(), price: z.string() })),
    gives: GrantLifeView,
  }),
]);
export type ChargeView = z.infer<typeof ChargeView>;
