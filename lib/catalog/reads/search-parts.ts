import type { Context } from "@/lib/context";
import { type Search, type SearchField, searchRows } from "@/lib/db/search";
import { idFromRow, idText, type PlanId } from "@/lib/ids";
import type { ChargeView } from "../schema/charge";
import type { EntitlementView } from "../schema/entitlement";
import type { PlanVersionView } from "../schema/plan";
import type { Page } from "./features";
import { findPlan } from "./plans";

/** What the charges of plans may be searched by. */
export const CHARGE_FIELDS = {
  id: { kind: "id", sql: "charge.id" },
  planId: { kind: "id", sql: "version.plan_id" },
  featureId: { kind: "id", sql: "charge.feature_id" },
  meterId: { kind: "id", sql: "meter.id" },
  createdAt: { kind: "instant", sql: "charge.created_at" },
} as const satisfies Record<string, SearchField>;

/** What the entitlements of plans may be searched by. */
export const ENTITLEMENT_FIELDS = {
  id: { kind: "id", sql: "entitlement.id" },
  planId: { kind: "id", sql: "version.plan_id" },
  featureId: { kind: "id", sql: "entitlement.feature_id" },
  isEnabled: { kind: "word", sql: "entitlement.is_enabled::text" },
  createdAt: { kind: "instant", sql: "entitlement.created_at" },
} as const satisfies Record<string, SearchField>;

export type PartOfPlan<View> = { readonly planId: PlanId; readonly view: View };

/** What plans charge now; of a plan that was never published, its draft. */
export const searchCharges = (
  ctx: Context,
  search: Search,
): Promise<Page<PartOfPlan<ChargeView>>> =>
  searchParts(ctx, search, {
    table: "charge",
    more: "LEFT JOIN meter ON meter.feature_id = charge.feature_id",
    views: ({ charges }) => charges,
    textOf: (id) => idText("price", idFromRow(id)),
  });

/** What plans allow now; of a plan that was never published, its draft. */
export const searchEntitlements = (
  ctx: Context,
  search: Search,
): Promise<Page<PartOfPlan<EntitlementView>>> =>
  searchParts(ctx, search, {
    table: "entitlement",
    more: "",
    views: ({ entitlements }) => entitlements,
    textOf: (id) => idText("ent", idFromRow(id)),
  });

type Parts<View> = {
  readonly table: "charge" | "entitlement";
  readonly more: string;
  readonly views: (version: PlanVersionView) => readonly View[];
  readonly textOf: (id: unknown) => string;
};

async function searchParts<View extends { readonly id: string }>(
  ctx: Context,
  search: Search,
  { table, more, views, textOf }: Parts<View>,
): Promise<Page<PartOfPlan<View>>> {
  const { rows, total } = await searchRows(search, {
    columns: `${table}.id, version.plan_id`,
    tables: `${table} JOIN plan_version AS version ON version.id = ${table}.plan_version_id ${more}`,
    where: `version.organization_id = $1::uuid AND (version.status = 'PUBLISHED'
      OR version.status = 'DRAFT' AND NOT EXISTS (SELECT 1 FROM plan_version AS live
        WHERE live.plan_id = version.plan_id AND live.status <> 'DRAFT'))`,
    params: [ctx.organizationId],
    id: `${table}.id`,
  });
  const planIds = new Set(rows.map((row) => idFromRow<PlanId>(row.plan_id)));
  const plans = await Promise.all([...planIds].map((id) => findPlan(ctx, id)));
  const known = plans.flatMap((plan) => {
    const version = plan?.live ?? plan?.draft;
    return version ? views(version) : [];
  });
  const byId = new Map(known.map((view) => [view.id, view]));
  const items = rows.flatMap((row) => {
    const view = byId.get(textOf(row.id));
    return view ? [{ planId: idFromRow<PlanId>(row.plan_id), view }] : [];
  });
  return { items, total };
}
