import { type FeatureId, idFromRow, idText } from "@/lib/ids";
import type { Metadata } from "@/lib/text/schema";
import type { ChargeOnce } from "../schema/charge-once";
import type { CreditCostView, FeatureView, MeterView } from "../schema/feature";
import type { ReportingUnitView } from "../schema/reporting-unit";
import type { FeatureRecord } from "../store/features";
import { decimalOf } from "./decimal";

type CostRecord = FeatureRecord["creditCosts"][number];

/** A feature as it is at `at`: its cost is the one that decides uses of that instant. */
export function featureView(feature: FeatureRecord, at: Date): FeatureView {
  const costs = creditCostViews(feature, at);
  return {
    id: idText("feat", idFromRow<FeatureId>(feature.id)),
    key: feature.key,
    name: feature.name,
    description: feature.description ?? "",
    type: feature.type,
    status: feature.archivedAt === null ? "ACTIVE" : "ARCHIVED",
    unitSingular: feature.unitSingular ?? "",
    unitPlural: feature.unitPlural ?? "",
    creditUnit: feature.creditUnit,
    metadata: feature.metadata as Metadata,
    meter: feature.meter && meterView(feature.meter),
    chargeOnce: feature.chargeOnce as ChargeOnce | null,
    allowsReturns: feature.allowReturns,
    reportingUnit: feature.reportingUnit as ReportingUnitView | null,
    cost: costs.find(({ isCurrent, property }) => isCurrent && property === null) ?? null,
    createdAt: feature.createdAt.toISOString(),
    updatedAt: feature.updatedAt.toISOString(),
  };
}

function meterView(meter: NonNullable<FeatureRecord["meter"]>): MeterView {
  const filters = meter.filters as { key: string; values: string[] }[];
  return {
    id: idText("mtr", idFromRow(meter.id)),
    eventName: meter.eventName,
    aggregation: meter.aggregation,
    property: meter.field,
    multiplier: meter.multiplier === null ? "1" : decimalOf(meter.multiplier),
    filters: filters.map(({ key, values }) => ({ property: key, values })),
  };
}

/** Every version of the feature's costs, latest first. */
export function creditCostViews(feature: FeatureRecord, at: Date): CreditCostView[] {
  const latestFirst = feature.creditCosts.toSorted(
    (a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || (a.id < b.id ? 1 : -1),
  );
  const decided = new Set<string>();
  return latestFirst.map((cost) => {
    const events = JSON.stringify([cost.property, cost.values.toSorted()]);
    const isCurrent = cost.effectiveFrom <= at && !decided.has(events);
    if (isCurrent) decided.add(events);
    return creditCostView(cost, isCurrent);
  });
}

const creditCostView = (cost: CostRecord, isCurrent: boolean): CreditCostView => ({
  id: idText("cost", idFromRow(cost.id)),
  creditsPerUnit: decimalOf(cost.creditsPerUnit),
  creditUnit: cost.creditUnit,
  property: cost.property,
  values: cost.values,
  effectiveFrom: cost.effectiveFrom.toISOString(),
  isCurrent,
  createdAt: cost.createdAt.toISOString(),
  createdBy: cost.createdBy,
});
