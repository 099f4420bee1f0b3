/** The credits that a plan version gives its subscribers (SEMANTICS 8.3). */
import * as z from "zod";
import { PlanGrantId } from "@/lib/ids";
import { CreditsOrZero, orNone, PositiveCredits } from "@/lib/money/schema";
import { Metadata, plainText } from "@/lib/text/schema";
import { BILLING_PERIODS } from "./charge";
import { CreditUnit } from "./text";

export const GRANT_CATEGORIES = ["COMMITTED", "PREPAID", "PROMOTIONAL"] as const;
export type GrantCategory = (typeof GRANT_CATEGORIES)[number];
export const GRANT_CADENCES = ["ONETIME", "RECURRING"] as const;
/** GRANT_PERIOD ends with the grant's own cadence, BILLING_CYCLE with the billing period. */
export const EXPIRATION_KINDS = ["NEVER", "DURATION", "GRANT_PERIOD", "BILLING_CYCLE"] as const;
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

export const PlanGrantInput = z.object({
  /** Names the grant of this draft that it replaces. */
  id: PlanGrantId.nullable().default(null),
  name: plainText(120).default(""),
  credits: PositiveCredits,
  /** Null: the organization's. */
  creditUnit: CreditUnit.nullable().default(null),
  cadence: z.enum(GRANT_CADENCES).default("RECURRING"),
  /** Of a recurring grant; may be shorter than the plan's billing period. */
  period: z.enum(BILLING_PERIODS).default("MONTHLY"),
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
  metadata: Metadata.default({}),
});
export type PlanGrantInput = z.output<typeof PlanGrantInput>;
export type PlanGrantFields = z.input<typeof PlanGrantInput>;

export const PlanGrantView = z.object({
  id: z.string(),
  name: z.string(),
  credits: z.string(),
  creditUnit: z.string(),
  cadence: z.enum(GRANT_CADENCES),
  period: z.enum(BILLING_PERIODS),
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
  metadata: Metadata,
  createdAt: z.iso.datetime(),
});
export type PlanGrantView = z.infer<typeof PlanGrantView>;
