/** Rows of a plan version's charges, grants and entitlements as the rules see them. */
import type { Row } from "@/lib/db/tx";
import {
  type ChargeId,
  type EntitlementId,
  type FeatureId,
  idFromRow,
  type PlanGrantId,
} from "@/lib/ids";
import { creditsFromRow, parseCredits } from "@/lib/money/credits";
import { decimalFromRow, ONE, parseDecimal } from "@/lib/money/decimal";
import { moneyFromRow, parseMoney } from "@/lib/money/money";
import { NOTHING_USED, ONE_UNIT, parseQuantity, quantityFromRow } from "@/lib/money/quantity";
import type { DurationUnit } from "@/lib/time/duration";
import type { PeriodLength } from "@/lib/time/period";
import type {
  Charge,
  CreditsCharge,
  Entitlement,
  EntitlementScope,
  OverageRule,
  PlanGrant,
  PlanGrantExpiry,
  PlanRollover,
  PriceUnit,
  ResetPeriod,
} from "../rules/catalog";
import type { Pricing, PricingModel, PricingTier } from "../rules/pricing";

type VersionTerms = {
  readonly currency: string;
  readonly overage: OverageRule | null;
  readonly invoicesOverage: boolean;
};

type TierJson = {
  readonly up_to?: string | null;
  readonly unit_amount?: string;
  readonly flat_amount?: string;
  readonly credits?: string;
};

type TermsJson = {
  readonly fixed_per_event?: string | null;
  readonly free_events?: number | null;
  readonly free_amount?: string | null;
  readonly cadence?: string;
};

export function chargeFromRow(row: Row, version: VersionTerms): Charge {
  const named = { id: idFromRow<ChargeId>(row.id), name: String(row.name) };
  const currency = String(row.currency ?? version.currency);
  switch (row.kind) {
    case "USAGE":
      return {
        ...named,
        kind: "USAGE",
        featureId: idFromRow<FeatureId>(row.feature_id),
        unit: unitOf(row, currency),
        pricing: pricingFromRow(row),
        settle: row.settlement === "INVOICE" ? "invoice" : "wallet_then_invoice",
        overage: overageOf(row, currency, version),
      };
    case "CREDITS":
      return { ...named, currency, ...creditsTerms(row) };
    default:
      return {
        ...named,
        kind: "RECURRING",
        unit: unitOf(row, currency),
        amount: row.amount === null ? 0n : decimalFromRow(row.amount),
        billingPeriod: row.period as PeriodLength,
        timing: row.invoice_cadence === "ARREAR" ? "ARREAR" : "ADVANCE",
        trialDays: Number(row.trial_days),
      };
  }
}

const unitOf = (row: Row, currency: string): PriceUnit =>
  row.price_unit === null
    ? { kind: "money", currency }
    : { kind: "credits", creditUnit: String(row.price_unit) };

function overageOf(row: Row, currency: string, version: VersionTerms): OverageRule | null {
  if (!version.invoicesOverage || row.overage_price === null) return version.overage;
  return { unitPrice: moneyFromRow(row.overage_price), currency };
}

function creditsTerms(row: Row): Omit<CreditsCharge, "id" | "name" | "currency"> {
  const tiers = row.tiers as readonly TierJson[];
  return {
    kind: "CREDITS",
    creditUnit: String(row.price_unit ?? "credits"),
    billingPeriod: row.period as PeriodLength,
    tiers: tiers.map(({ credits = "0", flat_amount = "0" }) => ({
      credits: known(parseCredits(credits)),
      price: known(parseMoney(flat_amount)),
    })),
    cadence: (row.terms as TermsJson).cadence === "MONTHLY" ? "MONTHLY" : "PERIOD_START",
  };
}

function pricingFromRow(row: Row): Pricing {
  return {
    ...modelFromRow(row),
    freeUnits: row.free_units === null ? NOTHING_USED : quantityFromRow(row.free_units),
    minimum: row.minimum === null ? null : decimalFromRow(row.minimum),
    maximum: row.maximum === null ? null : decimalFromRow(row.maximum),
  };
}

function modelFromRow(row: Row): PricingModel {
  const amount = row.amount === null ? 0n : decimalFromRow(row.amount);
  const model = row.model as PricingModel["model"];
  switch (model) {
    case "FLAT":
      return { model, amount };
    case "PER_UNIT":
      return { model, unitAmount: amount };
    case "PACKAGE":
      return {
        model,
        size: row.package_size === null ? ONE_UNIT : quantityFromRow(row.package_size),
        amount,
      };
    case "GRADUATED":
    case "VOLUME":
    case "STAIRSTEP":
      return { model, tiers: (row.tiers as readonly TierJson[]).map(tierFromJson) };
    case "PERCENTAGE": {
      const { fixed_per_event, free_events, free_amount } = row.terms as TermsJson;
      return {
        model,
        share: amount,
        fixedPerEvent: known(parseDecimal(fixed_per_event ?? "0")),
        freeEvents: free_events ?? 0,
        freeAmount: known(parseQuantity(free_amount ?? "0")),
      };
    }
  }
}

const tierFromJson = ({
  up_to = null,
  unit_amount = "0",
  flat_amount = "0",
}: TierJson): PricingTier => ({
  upTo: up_to === null ? null : known(parseQuantity(up_to)),
  unitAmount: known(parseDecimal(unit_amount)),
  flatAmount: known(parseDecimal(flat_amount)),
});

export function entitlementFromRow(row: Row): Entitlement {
  return {
    id: idFromRow<EntitlementId>(row.id),
    featureId: idFromRow<FeatureId>(row.feature_id),
    isEnabled: row.is_enabled === true,
    includedUnits: row.included_units === null ? null : quantityFromRow(row.included_units),
    usageLimit: row.usage_limit === null ? null : quantityFromRow(row.usage_limit),
    isSoftLimit: row.is_soft_limit === true,
    reset: row.reset as ResetPeriod,
    per: scopeOf(String(row.per)),
    staticValue: row.static_value === null ? null : String(row.static_value),
  };
}

function scopeOf(per: string): EntitlementScope {
  if (per.startsWith("property:")) {
    return { kind: "property", property: per.slice("property:".length) };
  }
  return { kind: per === "member" ? "member" : "customer" };
}

export function planGrantFromRow(row: Row): PlanGrant {
  return {
    id: idFromRow<PlanGrantId>(row.id),
    name: String(row.name),
    amount: creditsFromRow(row.credits),
    creditUnit: String(row.credit_unit),
    cadence: row.cadence === "RECURRING" ? "RECURRING" : "ONE_TIME",
    period: { length: row.period as PeriodLength, count: Number(row.period_count) },
    expiry: expiryOf(row),
    category: row.category as PlanGrant["category"],
    priority: Number(row.priority),
    featureIds: [],
    rollover: rolloverOf(row),
  };
}

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
    default:
      return { kind: "NEVER" };
  }
}

/** @throws RangeError for an amount that the catalogue's own writes cannot have written. */
function known<T>(amount: T | undefined): T {
  if (amount === undefined) throw new RangeError("not an amount in the catalogue");
  return amount;
}
