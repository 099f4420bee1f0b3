/** A stored version as the draft that would make it: to copy it, to add to it, to find its issues. */
import { type ChargeId, type EntitlementId, type FeatureId, idFromRow } from "@/lib/ids";
import { parseCredits } from "@/lib/money/credits";
import { type Money, moneyFromRow, NO_MONEY, parseMoney } from "@/lib/money/money";
import { parseQuantity, type Quantity, quantityFromRow } from "@/lib/money/quantity";
import type { Metadata } from "@/lib/text/schema";
import type { BillingPeriod, ChargeInput } from "../schema/charge";
import type { EntitlementInput } from "../schema/entitlement";
import type { CommitmentInput, PlanDraftInput } from "../schema/plan";
import type { CommitmentJson, TermsJson, TierJson } from "./charge-json";
import { grantFromRecord, lifeFromRecord, lifeRecordOf } from "./grant-record";
import type { ChargeRecord, EntitlementRecord, PlanVersionRecord } from "./plans";

type NumericColumn = { readonly toFixed: () => string };

export const draftFromRecord = (record: PlanVersionRecord): PlanDraftInput => ({
  currency: record.currency,
  overageRule: record.overageRule,
  overagePrice: moneyOf(record.overagePrice),
  commitment: commitmentFromJson(record.commitment),
  charges: record.charges.map(chargeFromRecord),
  grants: record.grants.map(grantFromRecord),
  entitlements: record.entitlements.map(entitlementFromRecord),
});

/** The same draft under ids of its own: a published version keeps its parts. */
export const asCopy = (draft: PlanDraftInput): PlanDraftInput => ({
  ...draft,
  charges: draft.charges.map((charge) => ({ ...charge, id: null })),
  grants: draft.grants.map((grant) => ({ ...grant, id: null })),
  entitlements: draft.entitlements.map((entitlement) => ({ ...entitlement, id: null })),
});

function chargeFromRecord(charge: ChargeRecord): ChargeInput {
  const common = {
    id: idFromRow<ChargeId>(charge.id),
    name: charge.name,
    lookupKey: charge.lookupKey,
    metadata: charge.metadata as Metadata,
  };
  const tiers = charge.tiers as readonly TierJson[];
  const terms = charge.terms as TermsJson;
  const asked = {
    period: charge.period as BillingPeriod,
    invoiceCadence: charge.invoiceCadence,
    trialDays: charge.trialDays,
  };
  switch (charge.kind) {
    case "RECURRING":
      return {
        ...common,
        kind: "RECURRING",
        ...asked,
        amount: moneyOf(charge.amount) ?? NO_MONEY,
        creditUnit: charge.priceUnit,
        quantity: terms.quantity ?? 1,
        freeQuantity: terms.free_quantity ?? 0,
        onShortage: terms.on_shortage ?? "OVERAGE",
      };
    case "CREDITS":
      return {
        ...common,
        kind: "CREDITS",
        ...asked,
        creditUnit: charge.priceUnit,
        cadence: terms.cadence ?? "PERIOD_START",
        tiers: tiers.map(({ credits, flat_amount }) => ({
          credits: known(parseCredits(credits ?? "0")),
          price: moneyOfText(flat_amount),
        })),
        gives: lifeFromRecord(lifeRecordOf(terms.gives)),
      };
    case "USAGE":
      return { ...common, ...usageFromRecord(charge, tiers, terms) };
  }
}

const usageFromRecord = (charge: ChargeRecord, tiers: readonly TierJson[], terms: TermsJson) => ({
  kind: "USAGE" as const,
  featureId: idFromRow<FeatureId>(charge.featureId),
  model: charge.model,
  creditUnit: charge.priceUnit,
  amount: moneyOf(charge.amount),
  packageSize: quantityOf(charge.packageSize),
  tiers: tiers.map(({ up_to, unit_amount, flat_amount }) => ({
    upTo: up_to ? known(parseQuantity(up_to)) : null,
    unitAmount: moneyOfText(unit_amount),
    flatAmount: moneyOfText(flat_amount),
  })),
  freeUnits: quantityOf(charge.freeUnits),
  minimum: moneyOf(charge.minimum),
  maximum: moneyOf(charge.maximum),
  fixedPerEvent: terms.fixed_per_event ? moneyOfText(terms.fixed_per_event) : null,
  freeEvents: terms.free_events ?? 0,
  freeAmount: terms.free_amount ? known(parseQuantity(terms.free_amount)) : null,
  settlement: charge.settlement,
  overagePrice: moneyOf(charge.overagePrice),
});

function commitmentFromJson(kept: unknown): CommitmentInput | null {
  if (kept === null) return null;
  const { amount, credit_unit: creditUnit, period, shortfall } = kept as CommitmentJson;
  return { amount: moneyOfText(amount), creditUnit, period, shortfall };
}

const entitlementFromRecord = (entitlement: EntitlementRecord): EntitlementInput => ({
  id: idFromRow<EntitlementId>(entitlement.id),
  featureId: idFromRow<FeatureId>(entitlement.featureId),
  isEnabled: entitlement.isEnabled,
  includedUnits: quantityOf(entitlement.includedUnits),
  usageLimit: quantityOf(entitlement.usageLimit),
  isSoftLimit: entitlement.isSoftLimit,
  reset: entitlement.reset,
  per: entitlement.per,
  staticValue: entitlement.staticValue,
});

const moneyOf = (column: NumericColumn | null): Money | null =>
  column === null ? null : moneyFromRow(column.toFixed());
const quantityOf = (column: NumericColumn | null): Quantity | null =>
  column === null ? null : quantityFromRow(column.toFixed());
const moneyOfText = (text: string | undefined): Money => known(parseMoney(text ?? "0"));

/** @throws RangeError for an amount that the catalogue's own writes cannot have written. */
function known<T>(amount: T | undefined): T {
  if (amount === undefined) throw new RangeError("not an amount in the catalogue");
  return amount;
}
