/** Rows of a plan version's charges and entitlements as the rules see them. */
import type { Row } from "@/lib/db/tx";
import { type ChargeId, type EntitlementId, type FeatureId, idFromRow } from "@/lib/ids";
import { parseCredits } from "@/lib/money/credits";
import { decimalFromRow, parseDecimal } from "@/lib/money/decimal";
import { moneyFromRow, parseMoney } from "@/lib/money/money";
import { parseQuantity, quantityFromRow } from "@/lib/money/quantity";
import type { PeriodLength } from "@/lib/time/period";
import type {
  Charge,
  Commitment,
  CreditsCharge,
  Entitlement,
  EntitlementScope,
  OverageRule,
  PriceUnit,
  RecurringCharge,
  ResetPeriod,
} from "../rules/catalog";
import { pricingOf } from "../rules/price-terms";
import type { Pricing, PricingModel, PricingTier } from "../rules/pricing";
import { type CommitmentJson, GIVES_OF_OLD, type TermsJson, type TierJson } from "./charge-json";
import { lifeFromRow } from "./grant-rows";

type VersionTerms = {
  readonly currency: string;
  readonly overage: OverageRule | null;
  readonly invoicesOverage: boolean;
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
      return { ...named, unit: unitOf(row, currency), ...recurringTerms(row) };
  }
}

const asked = (row: Row) => ({
  billingPeriod: row.period as PeriodLength,
  timing: row.invoice_cadence === "ARREAR" ? ("ARREAR" as const) : ("ADVANCE" as const),
  trialDays: Number(row.trial_days),
});

function recurringTerms(row: Row): Omit<RecurringCharge, "id" | "name" | "unit"> {
  const { quantity = 1, free_quantity = 0, on_shortage } = row.terms as TermsJson;
  return {
    ...asked(row),
    kind: "RECURRING",
    amount: row.amount === null ? 0n : decimalFromRow(row.amount),
    quantity,
    freeQuantity: free_quantity,
    onShortage: on_shortage === "SUSPEND" ? "SUSPEND" : "OVERAGE",
    places: Number(row.places ?? 0),
  };
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
  const { cadence, gives } = row.terms as TermsJson;
  return {
    ...asked(row),
    kind: "CREDITS",
    creditUnit: String(row.price_unit ?? "credits"),
    tiers: tiers.map(({ credits = "0", flat_amount = "0" }) => ({
      credits: known(parseCredits(credits)),
      price: known(parseMoney(flat_amount)),
    })),
    cadence: cadence === "MONTHLY" ? "MONTHLY" : "PERIOD_START",
    gives: lifeFromRow({ ...(gives ?? GIVES_OF_OLD), cadence: "RECURRING", places: row.places }),
  };
}

function pricingFromRow(row: Row): Pricing {
  const { fixed_per_event, free_events, free_amount } = row.terms as TermsJson;
  return pricingOf({
    model: row.model as PricingModel["model"],
    amount: row.amount === null ? null : decimalFromRow(row.amount),
    packageSize: row.package_size === null ? null : quantityFromRow(row.package_size),
    tiers: (row.tiers as readonly TierJson[]).map(tierFromJson),
    freeUnits: row.free_units === null ? null : quantityFromRow(row.free_units),
    minimum: row.minimum === null ? null : decimalFromRow(row.minimum),
    maximum: row.maximum === null ? null : decimalFromRow(row.maximum),
    fixedPerEvent: known(parseDecimal(fixed_per_event ?? "0")),
    freeEvents: free_events ?? 0,
    freeAmount: known(parseQuantity(free_amount ?? "0")),
  });
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

export function commitmentFromRow(kept: unknown, currency: string): Commitment | null {
  if (kept === null) return null;
  const { amount, credit_unit, period, shortfall } = kept as CommitmentJson;
  return {
    unit:
      credit_unit === null
        ? { kind: "money", currency }
        : { kind: "credits", creditUnit: credit_unit },
    amount: known(parseDecimal(amount)),
    period,
    shortfall,
  };
}

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
  return { kind: per === "member" || per === "group" ? per : "customer" };
}

/** @throws RangeError for an amount that the catalogue's own writes cannot have written. */
function known<T>(amount: T | undefined): T {
  if (amount === undefined) throw new RangeError("not an amount in the catalogue");
  return amount;
}
