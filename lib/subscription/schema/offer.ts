/** What a plan on sale offers, as whoever starts a subscription chooses from it. */
import * as z from "zod";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { AllowedFeatureView } from "./timeline";

/** A fee of a billing period, in money or in credits. */
export const OfferedFee = z.object({
  chargeId: z.string(),
  name: z.string(),
  amount: z.string(),
  /** A currency, or a unit of credits. */
  unit: z.string(),
  isMoney: z.boolean(),
  /** How many pieces, unless the subscription says. */
  quantity: z.int(),
  freeQuantity: z.int(),
  period: z.enum(PERIOD_LENGTHS),
});
export type OfferedFee = z.infer<typeof OfferedFee>;

/** Credits for a price: one of the tiers is chosen at the start. */
const OfferedTiers = z.object({
  chargeId: z.string(),
  name: z.string(),
  period: z.enum(PERIOD_LENGTHS),
  creditUnit: z.string(),
  cadence: z.enum(["PERIOD_START", "MONTHLY"]),
  tiers: z.array(z.object({ credits: z.string(), price: z.string() })),
});
export type OfferedTiers = z.infer<typeof OfferedTiers>;

const OfferedCredits = z.object({
  planGrantId: z.string(),
  name: z.string(),
  credits: z.string(),
  creditUnit: z.string(),
  cadence: z.enum(["ONE_TIME", "RECURRING"]),
  period: z.enum(PERIOD_LENGTHS),
});
export type OfferedCredits = z.infer<typeof OfferedCredits>;

/** How far a metered feature goes. */
const OfferedLimit = z.object({
  entitlementId: z.string(),
  featureName: z.string(),
  unitPlural: z.string(),
  includedUnits: z.string().nullable(),
  usageLimit: z.string().nullable(),
});
export type OfferedLimit = z.infer<typeof OfferedLimit>;

export const OfferView = z.object({
  planId: z.string(),
  planVersionId: z.string(),
  /** Add-ons are sold with the plans of their own product. */
  productId: z.string(),
  /** An add-on is sold on top of a plan. */
  kind: z.enum(["PLAN", "ADD_ON"]),
  name: z.string(),
  /** The name of what it belongs to; empty where that goes without saying. */
  product: z.string(),
  versionNumber: z.int(),
  currency: z.string(),
  fees: z.array(OfferedFee),
  tiers: z.array(OfferedTiers),
  credits: z.array(OfferedCredits),
  limits: z.array(OfferedLimit),
  /** All that it lists, as a buyer compares plans. */
  features: z.array(AllowedFeatureView),
  /** The lengths of billing periods that its fees are asked by; none: it has no fee. */
  periods: z.array(z.enum(PERIOD_LENGTHS)),
  /** 0: no trial. */
  trialDays: z.int(),
});
export type OfferView = z.infer<typeof OfferView>;
