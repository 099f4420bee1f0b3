/** How credits that a plan gives live, however they come: as a grant, or as a tier of credits. */
import * as z from "zod";
import { FeatureId } from "@/lib/ids";
import { CreditsOrZero, orNone } from "@/lib/money/schema";

export const GRANT_CATEGORIES = ["COMMITTED", "PREPAID", "PROMOTIONAL"] as const;
/** GRANT_PERIOD ends with the grant's own cadence, BILLING_CYCLE with the billing period. */
export const EXPIRATION_KINDS = [
  "NEVER",
  "DURATION",
  "GRANT_PERIOD",
  "BILLING_CYCLE",
  "TRIAL",
] as const;
export const EXPIRATION_UNITS = ["DAY", "WEEK", "MONTH", "YEAR"] as const;
export const ROLLOVER_MODES = ["none", "all", "cap", "percent"] as const;

export const Rollover = z.object({
  mode: z.enum(ROLLOVER_MODES).default("none"),
  /** Of mode cap: the most that all rollovers together may hold. */
  cap: orNone(CreditsOrZero).default(null),
  /** Of mode percent: 1 to 100. */
  percent: z.int().min(1).max(100).nullable().default(null),
  /** How many periods what is kept lives. */
  periods: z.int().min(1, "At least one period").max(120, "At most 120 periods").default(1),
});

export const GrantLifeInput = z.object({
  expirationKind: z.enum(EXPIRATION_KINDS).default("GRANT_PERIOD"),
  expirationDuration: z
    .int("Enter a whole number")
    .min(1, "At least 1")
    .max(3660, "At most 3660")
    .nullable()
    .default(null),
  expirationUnit: z.enum(EXPIRATION_UNITS).nullable().default(null),
  /** Lower burns first. */
  priority: z
    .int("Enter a whole number")
    .min(0, "From 0 to 100")
    .max(100, "From 0 to 100")
    .default(10),
  category: z.enum(GRANT_CATEGORIES).default("COMMITTED"),
  rollover: Rollover.prefault({}),
  /** Whether a first period that is cut short gives only its share. */
  isProrated: z.boolean().default(false),
  /** What they may pay for; none named: everything. */
  featureIds: z.array(FeatureId).max(50, "At most 50 features").default([]),
});
export type GrantLifeInput = z.output<typeof GrantLifeInput>;
export type GrantLifeFields = z.input<typeof GrantLifeInput>;

export const GrantLifeView = z.object({
  expirationKind: z.enum(EXPIRATION_KINDS),
  expirationDuration: z.int().nullable(),
  expirationUnit: z.enum(EXPIRATION_UNITS).nullable(),
  priority: z.int(),
  category: z.enum(GRANT_CATEGORIES),
  rollover: z.object({
    mode: z.enum(ROLLOVER_MODES),
    cap: z.string().nullable(),
    percent: z.int().nullable(),
    periods: z.int(),
  }),
  isProrated: z.boolean(),
  featureIds: z.array(z.string()),
});
export type GrantLifeView = z.infer<typeof GrantLifeView>;
