import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import {
  archivedField,
  type Search,
  type SearchField,
  searchRows,
  stampFields,
} from "@/lib/db/search";
import { idFromRow, type PlanId } from "@/lib/ids";
import type { FeatureView } from "../schema/feature";
import type { PlanRow } from "../schema/plan";
import { FEATURE_PARTS } from "../store/features";
import { featureView } from "../view/feature";
import type { Page } from "./features";
import { findPlanRows } from "./plans";

/** What features may be searched by. */
export const FEATURE_FIELDS = {
  id: { kind: "id", sql: "feature.id" },
  meterId: { kind: "id", sql: "meter.id" },
  key: { kind: "text", sql: "feature.key" },
  name: { kind: "text", sql: "feature.name" },
  type: { kind: "word", sql: "feature.type::text" },
  status: archivedField("feature"),
  ...stampFields("feature"),
} as const satisfies Record<string, SearchField>;

export async function searchFeatures(ctx: Context, search: Search): Promise<Page<FeatureView>> {
  const { rows, total } = await searchRows(search, {
    columns: "feature.id",
    tables: "feature LEFT JOIN meter ON meter.feature_id = feature.id",
    where: "feature.organization_id = $1::uuid",
    params: [ctx.organizationId],
    id: "feature.id",
  });
  const ids = rows.map(({ id }) => String(id));
  const found = await prisma().feature.findMany({
    where: { organizationId: ctx.organizationId, id: { in: ids } },
    include: FEATURE_PARTS,
  });
  const byId = new Map(found.map((feature) => [feature.id, featureView(feature, ctx.at)]));
  return { items: ids.flatMap((id) => byId.get(id) ?? []), total };
}

/** What plans may be searched by. */
export const PLAN_FIELDS = {
  id: { kind: "id", sql: "plan.id" },
  key: { kind: "text", sql: "plan.key" },
  name: { kind: "text", sql: "plan.name" },
  status: archivedField("plan"),
  ...stampFields("plan"),
} as const satisfies Record<string, SearchField>;

/** Plans alone: add-ons, which are made and sold on top of them, have a list of their own. */
export async function searchPlans(ctx: Context, search: Search): Promise<Page<PlanRow>> {
  const { rows, total } = await searchRows(search, {
    columns: "plan.id",
    tables: "plan",
    where: "plan.organization_id = $1::uuid AND plan.kind = 'PLAN'",
    params: [ctx.organizationId],
    id: "plan.id",
  });
  return {
    items: await findPlanRows(
      ctx,
      rows.map(({ id }) => idFromRow<PlanId>(id)),
    ),
    total,
  };
}
