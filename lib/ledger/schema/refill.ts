/** Credits that come again and again to a wallet, without a plan: what is asked, and what is told. Isomorphic. */
import * as z from "zod";
import { GRANT_CATEGORIES, Rollover } from "@/lib/catalog/schema/grant-life";
import { FeatureId } from "@/lib/ids";
import { CreditsOrZero, MoneyOrZero, PositiveCredits } from "@/lib/money/schema";
import { Instant, plainText, Reason, Reference } from "@/lib/text/schema";
import { RECURRENCES } from "@/lib/time/period-length";

const Named = {
  reason: Reason,
  reference: Reference,
  /** What the person was shown; refused if it would do something else. */
  fingerprint: z.string().max(64).optional(),
};

/** What a reset leaves of a grant: min(max, max(min, left)). */
export const ResetBounds = z
  .object({ min: CreditsOrZero, max: CreditsOrZero })
  .refine(({ min, max }) => min <= max, {
    path: ["max"],
    message: "The most is less than the least",
  });
export type ResetBounds = z.output<typeof ResetBounds>;

/** What is kept at a period's end, and for how many periods. */
const RolloverTerms = Rollover.refine(({ mode, cap }) => mode !== "cap" || cap !== null, {
  path: ["cap"],
  message: "Enter the most that may roll over",
}).refine(({ mode, percent }) => mode !== "percent" || percent !== null, {
  path: ["percent"],
  message: "Enter the share that rolls over",
});

/** So many credits every period, each lot for its own period. */
export const RefillInput = z
  .object({
    ...Named,
    name: plainText(120).default(""),
    amount: PositiveCredits,
    category: z.enum(GRANT_CATEGORIES).default("PROMOTIONAL"),
    /** Lower burns first. */
    priority: z.int().min(0).max(1000).default(10),
    featureIds: z.array(FeatureId).max(100).default([]),
    /** Money per credit, net, in the wallet's currency. */
    costBasis: MoneyOrZero.prefault("0"),
    period: z.enum(RECURRENCES).default("MONTHLY"),
    periodCount: z.int("Enter a whole number").min(1).max(366).default(1),
    /**
     * What the periods are counted from, in the customer's zone; null: now. Where it has passed,
     * the first grant comes at once, for what is left of the period that now falls in.
     */
    anchorAt: Instant.nullable().default(null),
    /** No grant comes at or after it; null: none ends it. */
    endsAt: Instant.nullable().default(null),
    rollover: RolloverTerms.prefault({}),
    onReset: ResetBounds.nullable().default(null),
  })
  .refine(({ anchorAt, endsAt }) => anchorAt === null || endsAt === null || anchorAt < endsAt, {
    path: ["endsAt"],
    message: "Ends before its first grant comes",
  });
export type RefillInput = z.output<typeof RefillInput>;
export type RefillFields = z.input<typeof RefillInput>;

export const StopRefillInput = z.object(Named);
export type StopRefillInput = z.output<typeof StopRefillInput>;

export const RolloverView = z.object({
  mode: z.enum(["all", "cap", "percent"]),
  cap: z.string().nullable(),
  /** Of mode percent, such as `50`. */
  percent: z.string().nullable(),
});
export type RolloverView = z.infer<typeof RolloverView>;

export const ResetView = z.object({ min: z.string(), max: z.string() });
export type ResetView = z.infer<typeof ResetView>;

export const RefillView = z.object({
  id: z.string(),
  walletId: z.string(),
  name: z.string(),
  amount: z.string(),
  category: z.enum(GRANT_CATEGORIES),
  priority: z.number(),
  featureIds: z.array(z.string()),
  /** Of one grant. */
  costTotal: z.string(),
  currency: z.string(),
  period: z.enum(RECURRENCES),
  periodCount: z.number(),
  anchorAt: z.string(),
  zone: z.string(),
  /** `active` while further grants come; `ended` where its own end stopped it. */
  status: z.enum(["active", "stopped", "ended"]),
  /** When the next grant comes; null: none does. */
  nextAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  /** With how many periods what is kept lives; null: it lapses. */
  rollover: RolloverView.extend({ periods: z.number() }).nullable(),
  onReset: ResetView.nullable(),
  /** Later grants name it as their parent. */
  firstGrantId: z.string(),
  createdAt: z.string(),
});
export type RefillView = z.infer<typeof RefillView>;
