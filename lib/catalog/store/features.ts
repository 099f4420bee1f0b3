/** Features with their meters and costs, as rows. */
import { Prisma } from "@/lib/db/generated/client";
import type { ColdTx } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import {
  type CreditCostId,
  type FeatureId,
  type MeterId,
  newId,
  type OrganizationId,
} from "@/lib/ids";
import { type Credits, creditsText } from "@/lib/money/credits";
import { quantityText } from "@/lib/money/quantity";
import type { FeatureChanges, MeterInput } from "../schema/feature";

export const FEATURE_PARTS = { meter: true, creditCosts: true } as const;
export type FeatureRecord = Prisma.FeatureGetPayload<{ include: typeof FEATURE_PARTS }>;

export const loadFeature = (
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
  id: FeatureId,
): Promise<FeatureRecord | null> =>
  client.feature.findFirst({ where: { id, organizationId }, include: FEATURE_PARTS });

export async function isFeatureKeyTaken(
  tx: ColdTx,
  organizationId: OrganizationId,
  key: string,
): Promise<boolean> {
  return (await tx.prisma.feature.count({ where: { organizationId, key } })) > 0;
}

type FeatureColumns = Omit<FeatureChanges, "meter">;

/** The columns of a feature for what is said of it; what is left out stays. */
export function featureColumns({
  chargeOnce,
  allowsReturns,
  reportingUnit,
  ...words
}: FeatureColumns) {
  return {
    ...named(words),
    ...(chargeOnce !== undefined && { chargeOnce: chargeOnce ?? Prisma.DbNull }),
    ...(allowsReturns !== undefined && { allowReturns: allowsReturns }),
    ...(reportingUnit !== undefined && {
      reportingUnit: reportingUnit
        ? { ...reportingUnit, conversionRate: quantityText(reportingUnit.conversionRate) }
        : Prisma.DbNull,
    }),
  };
}

/** Without what was left out: Prisma takes no undefined under exact optional types. */
const named = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };

/** The rows of a meter that are the caller's to choose. */
export const meterColumns = (meter: MeterInput) => ({
  eventName: meter.eventName,
  aggregation: meter.aggregation,
  field: meter.aggregation === "COUNT" ? null : meter.property,
  multiplier: quantityText(meter.multiplier),
  filters: meter.filters.map(({ property, values }) => ({ key: property, values })),
});

export async function insertMeter(
  tx: ColdTx,
  feature: { readonly id: FeatureId; readonly organizationId: OrganizationId },
  meter: MeterInput,
): Promise<void> {
  await tx.prisma.meter.create({
    data: {
      ...meterColumns(meter),
      id: newId<MeterId>(),
      organizationId: feature.organizationId,
      featureId: feature.id,
    },
  });
}

export type NewCreditCost = {
  readonly featureId: FeatureId;
  readonly organizationId: OrganizationId;
  readonly creditsPerUnit: Credits;
  readonly creditUnit: string;
  readonly property: string;
  readonly values: readonly string[];
  readonly effectiveFrom: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
};

export async function insertCreditCost(tx: ColdTx, cost: NewCreditCost): Promise<CreditCostId> {
  const id = newId<CreditCostId>();
  await tx.prisma.creditCost.create({
    data: {
      ...cost,
      id,
      creditsPerUnit: creditsText(cost.creditsPerUnit),
      property: cost.property || null,
      values: [...cost.values],
    },
  });
  return id;
}

/** Whether any use of the feature was counted at or after `from`; null: ever. Whole hours, so never too late. */
export async function isFeatureUsedSince(
  tx: Tx,
  feature: { readonly id: FeatureId; readonly organizationId: OrganizationId },
  from: Date | null,
): Promise<boolean> {
  // The days find the customers by the organization's index; their hours by their own key.
  const rows = await tx.sql(
    `SELECT 1 FROM usage_day AS day JOIN usage_hour AS used
       ON used.customer_id = day.customer_id AND used.feature_id = day.feature_id
     WHERE day.organization_id = $1::uuid AND day.feature_id = $2::uuid AND used.events > 0
       AND ($3::timestamptz IS NULL OR (
         day.day >= ($3::timestamptz AT TIME ZONE 'UTC')::date - 1
         AND used.hour > $3::timestamptz - interval '1 hour'))
     LIMIT 1`,
    [feature.organizationId, feature.id, from],
  );
  return rows.length > 0;
}

/** The plans whose draft or published version lists or prices the feature. */
export async function loadPlansUsing(
  tx: Tx,
  feature: { readonly id: FeatureId; readonly organizationId: OrganizationId },
): Promise<readonly string[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT plan.name FROM plan_version AS version JOIN plan ON plan.id = version.plan_id
     WHERE version.organization_id = $1::uuid AND version.status IN ('DRAFT', 'PUBLISHED')
       AND plan.archived_at IS NULL AND (
         EXISTS (SELECT 1 FROM charge WHERE plan_version_id = version.id AND feature_id = $2::uuid)
         OR EXISTS (SELECT 1 FROM entitlement WHERE plan_version_id = version.id AND feature_id = $2::uuid))
     ORDER BY plan.name`,
    [feature.organizationId, feature.id],
  );
  return rows.map(({ name }) => String(name));
}
