/** Reads a whole catalogue. Each statement may see a later commit, so the version is read first. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type FeatureId,
  idFromRow,
  type OrganizationId,
  type PlanId,
  type PlanVersionId,
  type ProductId,
} from "@/lib/ids";
import { moneyFromRow } from "@/lib/money/money";
import {
  type Catalog,
  DEFAULT_LATE_USAGE_DAYS,
  type OverageRule,
  type PlanKind,
  type PlanVersion,
  type PlanVersionStatus,
} from "../rules/catalog";
import { creditCostFromRow, featureFromRow } from "./feature-rows";
import { planGrantFromRow } from "./grant-rows";
import { chargeFromRow, commitmentFromRow, entitlementFromRow } from "./plan-rows";

export async function readCatalog(tx: Tx, organizationId: OrganizationId): Promise<Catalog> {
  const [organization] = await tx.sql(
    `SELECT catalog_version::text AS version, currency, default_credit_unit, settings
     FROM organization WHERE id = $1::uuid`,
    [organizationId],
  );
  if (!organization) throw new RangeError(`no organization ${organizationId}`);
  const features = await readFeatures(tx, organizationId);
  return {
    organizationId,
    version: String(organization.version),
    defaultCreditUnit: String(organization.default_credit_unit),
    currency: String(organization.currency),
    settings: settingsOf(organization.settings),
    features: new Map(features.map((feature) => [feature.id, feature])),
    featuresByKey: new Map(features.map((feature) => [feature.key, feature])),
    planVersions: await readPlanVersions(tx, organizationId),
  };
}

type Settings = {
  readonly access_without_plan?: string;
  readonly unlisted_features?: string;
  readonly late_usage_days?: number;
  readonly closed_until?: string;
};

function settingsOf(raw: unknown): Catalog["settings"] {
  const settings = raw as Settings;
  const { late_usage_days: lateUsageDays, closed_until: closedUntil } = settings;
  return {
    lateUsageDays: lateUsageDays ?? DEFAULT_LATE_USAGE_DAYS,
    closedUntil: closedUntil === undefined ? null : new Date(closedUntil),
    accessWithoutPlan: settings.access_without_plan === "none" ? "none" : "priced",
    unlistedFeatures: settings.unlisted_features === "none" ? "none" : "priced",
  };
}

async function readFeatures(tx: Tx, organizationId: OrganizationId) {
  const rows = await tx.sql(
    `SELECT feature.id, key, name, type::text AS type, credit_unit, unit_singular, unit_plural,
       allow_returns, charge_once, reporting_unit, archived_at IS NOT NULL AS is_archived, meter.id AS meter_id, event_name,
       aggregation::text AS aggregation, field, multiplier::text AS multiplier, filters
     FROM feature LEFT JOIN meter ON meter.feature_id = feature.id
     WHERE feature.organization_id = $1::uuid ORDER BY feature.id`,
    [organizationId],
  );
  const costs = await tx.sql(
    `SELECT id, feature_id, credits_per_unit::text AS credits_per_unit, credit_unit, property,
       to_jsonb(values) AS values, effective_from
     FROM credit_cost WHERE organization_id = $1::uuid ORDER BY effective_from, id`,
    [organizationId],
  );
  const costsOf = grouped(costs, "feature_id");
  return rows.map((row) =>
    featureFromRow(row, (costsOf.get(idFromRow<FeatureId>(row.id)) ?? []).map(creditCostFromRow)),
  );
}

async function readPlanVersions(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<ReadonlyMap<PlanVersionId, PlanVersion>> {
  const versions = await tx.sql(
    `SELECT plan_version.id, plan_id, product_id, plan.kind::text AS kind, key, name, number,
       plan_version.status::text AS status, currency, overage_rule::text AS overage_rule,
       overage_price::text AS overage_price, commitment
     FROM plan_version JOIN plan ON plan.id = plan_version.plan_id
     WHERE plan_version.organization_id = $1::uuid ORDER BY plan_version.id`,
    [organizationId],
  );
  const charges = await tx.sql(CHARGES, [organizationId]);
  const grants = await tx.sql(PLAN_GRANTS, [organizationId]);
  const entitlements = await tx.sql(ENTITLEMENTS, [organizationId]);
  const [chargesOf, grantsOf, entitlementsOf] = [charges, grants, entitlements].map((rows) =>
    grouped(rows, "plan_version_id"),
  );
  const parts = { chargesOf, grantsOf, entitlementsOf };
  return new Map(
    versions.map((row) => {
      const version = planVersionFromRow(row, parts);
      return [version.id, version];
    }),
  );
}

type Parts = Record<
  "chargesOf" | "grantsOf" | "entitlementsOf",
  ReadonlyMap<string, readonly Row[]> | undefined
>;

function planVersionFromRow(row: Row, parts: Parts): PlanVersion {
  const id = idFromRow<PlanVersionId>(row.id);
  const currency = String(row.currency);
  const overage: OverageRule | null =
    row.overage_rule === "INVOICE" && row.overage_price !== null
      ? { unitPrice: moneyFromRow(row.overage_price), currency }
      : null;
  const invoices = row.overage_rule === "INVOICE";
  return {
    id,
    planId: idFromRow<PlanId>(row.plan_id),
    productId: idFromRow<ProductId>(row.product_id),
    kind: row.kind as PlanKind,
    planKey: String(row.key),
    planName: String(row.name),
    number: Number(row.number),
    status: row.status as PlanVersionStatus,
    currency,
    overage,
    commitment: commitmentFromRow(row.commitment, currency),
    charges: (parts.chargesOf?.get(id) ?? []).map((charge) =>
      chargeFromRow(charge, { currency, overage, invoicesOverage: invoices }),
    ),
    entitlements: (parts.entitlementsOf?.get(id) ?? []).map(entitlementFromRow),
    grants: (parts.grantsOf?.get(id) ?? []).map(planGrantFromRow),
  };
}

function grouped(rows: readonly Row[], key: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(String(row[key]));
    if (group) group.push(row);
    else groups.set(String(row[key]), [row]);
  }
  return groups;
}

const CHARGES = `
  SELECT id, plan_version_id, kind::text AS kind, name, feature_id, model::text AS model, currency,
    price_unit, amount::text AS amount, package_size::text AS package_size, tiers,
    free_units::text AS free_units, minimum::text AS minimum, maximum::text AS maximum, terms,
    period::text AS period, period_count, invoice_cadence::text AS invoice_cadence, trial_days,
    settlement::text AS settlement, overage_price::text AS overage_price,
    (SELECT precision FROM credit_unit AS unit WHERE unit.organization_id = charge.organization_id
      AND unit.code = charge.price_unit) AS places
  FROM charge WHERE organization_id = $1::uuid ORDER BY position, id`;

const PLAN_GRANTS = `
  SELECT id, plan_version_id, name, credits::text AS credits, credit_unit, cadence::text AS cadence,
    period::text AS period, period_count, expiration_kind::text AS expiration_kind,
    expiration_duration, expiration_unit, priority, category, rollover, prorate_first,
    to_jsonb(feature_ids) AS feature_ids,
    (SELECT precision FROM credit_unit AS unit WHERE unit.organization_id = plan_grant.organization_id
      AND unit.code = plan_grant.credit_unit) AS places
  FROM plan_grant WHERE organization_id = $1::uuid ORDER BY position, id`;

const ENTITLEMENTS = `
  SELECT id, plan_version_id, feature_id, is_enabled, included_units::text AS included_units,
    usage_limit::text AS usage_limit, is_soft_limit, reset::text AS reset, per, static_value
  FROM entitlement WHERE organization_id = $1::uuid ORDER BY position, id`;
