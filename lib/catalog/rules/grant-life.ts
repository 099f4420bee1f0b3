/** How credits that a plan gives live: when they end, what they pay for, what of them is kept. */
import type { FeatureId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Duration } from "@/lib/time/duration";

export type PlanGrantExpiry =
  | { readonly kind: "NEVER" }
  | { readonly kind: "DURATION"; readonly duration: Duration }
  | { readonly kind: "GRANT_PERIOD" }
  | { readonly kind: "BILLING_PERIOD" }
  /** Given at the trial's start only, and over with it whether or not the customer stays. */
  | { readonly kind: "TRIAL" };

/** What of a recurring grant is kept at its end (SEMANTICS 6.4). */
export type PlanRollover = {
  readonly keeps:
    | { readonly mode: "all" }
    | { readonly mode: "share"; readonly share: bigint }
    | { readonly mode: "cap"; readonly cap: Credits };
  /** How many of the grant's own periods what is kept lives. */
  readonly periods: number;
  /** A share is rounded down to so many decimals: those that the unit is shown with. */
  readonly places: number;
};

/** How credits that a plan gives live, however many they are. */
export type GrantLife = {
  readonly expiry: PlanGrantExpiry;
  readonly category: "PREPAID" | "PROMOTIONAL" | "COMMITTED";
  readonly priority: number;
  /** What they may pay for; empty: everything. */
  readonly featureIds: readonly FeatureId[];
  /** Null: what is left lapses. */
  readonly rollover: PlanRollover | null;
  /** Whether a first period that is cut short gives only its share. */
  readonly isProrated: boolean;
  /** A share is rounded down to so many decimals: those that the unit is shown with. */
  readonly places: number;
};
