/** The terms under which credits are given (SEMANTICS 1.2, 6.4); amounts are billionths, instants UTC. */
import type { FeatureId, GrantId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";

export type GrantCategory = "PREPAID" | "PROMOTIONAL" | "COMMITTED";
// biome-ignore format: a list of words
export type GrantSource = "top_up" | "plan" | "trial" | "add_on" | "pack" | "rollover" | "refill"
  | "extension" | "transfer" | "adjustment" | "refund" | "import";
export type ShortagePolicy = "REFUSE" | "CAP" | "OVERAGE";
export const REASON_CODES = [
  "correction",
  "refund",
  "goodwill_reversal",
  "contract_true_up",
  "fraud",
  "other",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** The terms of a grant; they never change (SEMANTICS 1.2). */
export type GrantTerms = {
  readonly name: string;
  readonly amount: Credits;
  readonly category: GrantCategory;
  readonly source: GrantSource;
  /** Unique with `source` per organization: issuing twice is impossible. Null: the transaction's reference stands for it. */
  readonly sourceReference: string | null;
  /** Lower burns first; 10 unless told. */
  readonly priority: number;
  readonly effectiveAt: Date;
  /** Exclusive. Null: never. */
  readonly expiresAt: Date | null;
  /** A term that starts when it becomes usable by payment; replaces `expiresAt` then (SEMANTICS 9.1). */
  readonly expiresAfterDays: number | null;
  /** What was paid for it, net; zero for promotional. */
  readonly costTotal: Money;
  readonly currency: string;
  /** Which features it may pay for; empty: all. */
  readonly featureIds: readonly FeatureId[];
  readonly parentGrantId: GrantId | null;
  /** What becomes of it at its end and at a reset; absent: it lapses. */
  readonly life?: GrantLife | null;
};

/** What a grant does other than lapse. */
export type GrantLife = {
  /** Grants of one series share the cap of their rollovers: a plan's grant in a subscription, a refill. */
  readonly seriesId: string | null;
  readonly rollover: Rollover | null;
  /** A reset leaves min(max, max(min, left)); null: nothing. */
  readonly reset: { readonly min: Credits; readonly max: Credits } | null;
};

/** What is left at a grant's end moves, in part or whole, into a grant of its own (SEMANTICS 6.4). */
export type Rollover = {
  /** What is kept at most: all of it, a share of it (in billionths), or so much in all rollovers of the series. */
  readonly keeps:
    | { readonly mode: "all" }
    | { readonly mode: "share"; readonly share: bigint }
    | { readonly mode: "cap"; readonly cap: Credits };
  /** A share is rounded down to so many decimals: the unit's display precision. */
  readonly places: number;
  /** When what is kept ends, exclusive; null: never. */
  readonly expiresAt: Date | null;
};
