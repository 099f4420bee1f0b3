/** What a plan version allows of a feature (SEMANTICS 7.5). */
import * as z from "zod";
import { EntitlementId, FeatureId } from "@/lib/ids";
import { orNone, QuantityOrZero } from "@/lib/money/schema";
import { plainText } from "@/lib/text/schema";
import { FEATURE_TYPES } from "./feature";

export const LIMIT_RESETS = ["DAY", "WEEK", "MONTH", "BILLING_PERIOD", "NEVER"] as const;
export type LimitReset = (typeof LIMIT_RESETS)[number];

export const EntitlementInput = z.object({
  /** Names the entitlement of this draft that it replaces. */
  id: EntitlementId.nullable().default(null),
  featureId: FeatureId,
  isEnabled: z.boolean().default(true),
  /** Free units per reset. Empty: the usage limit is what is included. */
  includedUnits: orNone(QuantityOrZero).default(null),
  /** Empty: no ceiling. */
  usageLimit: orNone(QuantityOrZero).default(null),
  /** Beyond a soft limit use is priced; beyond a hard one it is refused. */
  isSoftLimit: z.boolean().default(false),
  reset: z.enum(LIMIT_RESETS).default("BILLING_PERIOD"),
  /** Counted for the customer as a whole, for each member, run (`group`) or value of a property. */
  per: z
    .string()
    .trim()
    .max(110)
    .regex(/^(customer|member|group|property:\S.*)$/, "customer, member, group or property:<name>")
    .default("customer"),
  /** Of a STATIC feature. */
  staticValue: plainText(500).nullable().default(null),
});
export type EntitlementInput = z.output<typeof EntitlementInput>;
export type EntitlementFields = z.input<typeof EntitlementInput>;

export const EntitlementView = z.object({
  id: z.string(),
  feature: z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    type: z.enum(FEATURE_TYPES),
    unitSingular: z.string(),
    unitPlural: z.string(),
  }),
  isEnabled: z.boolean(),
  includedUnits: z.string().nullable(),
  usageLimit: z.string().nullable(),
  isSoftLimit: z.boolean(),
  reset: z.enum(LIMIT_RESETS),
  per: z.string(),
  staticValue: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type EntitlementView = z.infer<typeof EntitlementView>;
