/** Rows of a plan version's grants as the rules see them. */
import type { Row } from "@/lib/db/tx";
import { type FeatureId, idFromRow, type PlanGrantId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import { ONE } from "@/lib/money/decimal";
import type { DurationUnit } from "@/lib/time/duration";
import type { PeriodLength } from "@/lib/time/period";
import type { PlanGrant } from "../rules/catalog";
import type { GrantLife, PlanGrantExpiry, PlanRollover } from "../rules/grant-life";

export function planGrantFromRow(row: Row): PlanGrant {
  return {
    id: idFromRow<PlanGrantId>(row.id),
    name: String(row.name),
    amount: creditsFromRow(row.credits),
    creditUnit: String(row.credit_unit),
    cadence: row.cadence === "RECURRING" ? "RECURRING" : "ONE_TIME",
    period: { length: row.period as PeriodLength, count: Number(row.period_count) },
    ...lifeFromRow(row),
  };
}

/** How the credits of a row live: a grant of its own, or what a tier of credits gives. */
export const lifeFromRow = (row: Row): GrantLife => ({
  expiry: expiryOf(row),
  category: row.category as GrantLife["category"],
  priority: Number(row.priority),
  featureIds: (row.feature_ids as readonly unknown[]).map((id) => idFromRow<FeatureId>(id)),
  rollover: rolloverOf(row),
  isProrated: row.prorate_first === true,
  places: Number(row.places ?? 0),
});

type StoredRollover = {
  readonly mode?: string;
  readonly cap?: string | null;
  readonly percent?: number | null;
  readonly periods?: number;
};

const PERCENT = ONE / 100n;

function rolloverOf(row: Row): PlanRollover | null {
  const { periods = 1, ...stored } = (row.rollover ?? {}) as StoredRollover;
  const keeps = keepsOf(stored);
  return row.cadence === "RECURRING" && keeps
    ? { keeps, periods, places: Number(row.places ?? 0) }
    : null;
}

function keepsOf({ mode, cap, percent }: StoredRollover): PlanRollover["keeps"] | null {
  if (mode === "all") return { mode };
  if (mode === "cap" && cap) return { mode, cap: creditsFromRow(cap) };
  if (mode === "percent" && percent) return { mode: "share", share: BigInt(percent) * PERCENT };
  return null;
}

function expiryOf(row: Row): PlanGrantExpiry {
  switch (row.expiration_kind) {
    case "DURATION":
      return {
        kind: "DURATION",
        duration: {
          count: Number(row.expiration_duration),
          unit: row.expiration_unit as DurationUnit,
        },
      };
    case "GRANT_PERIOD":
      return { kind: "GRANT_PERIOD" };
    case "BILLING_CYCLE":
      return { kind: "BILLING_PERIOD" };
    case "TRIAL":
      return { kind: "TRIAL" };
    default:
      return { kind: "NEVER" };
  }
}
