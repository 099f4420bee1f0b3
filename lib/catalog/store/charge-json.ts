/** What the writes put into the JSON columns of charges and versions; amounts are text. */
import type { BillingPeriod } from "../schema/charge";
import type { GrantLifeInput } from "../schema/grant-life";

/** Of `charge.tiers`. */
export type TierJson = {
  readonly up_to?: string | null;
  readonly unit_amount?: string;
  readonly flat_amount?: string;
  readonly credits?: string;
};

export type RolloverJson = Omit<GrantLifeInput["rollover"], "cap"> & {
  readonly cap: string | null;
};

/** How the credits of a tier live, by the names of the columns that say it of a grant. */
export type GivesJson = {
  readonly expiration_kind: GrantLifeInput["expirationKind"];
  readonly expiration_duration: number | null;
  readonly expiration_unit: string | null;
  readonly priority: number;
  readonly category: string;
  readonly rollover: Partial<RolloverJson>;
  readonly prorate_first: boolean;
  readonly feature_ids: readonly string[];
};

/** What a tier gives that was written before its credits had a life to choose: as a grant's defaults. */
export const GIVES_OF_OLD: GivesJson = {
  expiration_kind: "GRANT_PERIOD",
  expiration_duration: null,
  expiration_unit: null,
  priority: 10,
  category: "COMMITTED",
  rollover: { mode: "none" },
  prorate_first: false,
  feature_ids: [],
};

/** Of `charge.terms`. */
export type TermsJson = {
  readonly cadence?: "PERIOD_START" | "MONTHLY";
  readonly gives?: GivesJson;
  readonly quantity?: number;
  readonly free_quantity?: number;
  readonly on_shortage?: "OVERAGE" | "SUSPEND";
  readonly fixed_per_event?: string | null;
  readonly free_events?: number;
  readonly free_amount?: string | null;
};

/** Of `plan_version.commitment`. */
export type CommitmentJson = {
  readonly amount: string;
  /** Null: money of the version's currency. */
  readonly credit_unit: string | null;
  readonly period: BillingPeriod;
  readonly shortfall: "TRUE_UP" | "ROLL";
};
