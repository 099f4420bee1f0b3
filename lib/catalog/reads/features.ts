import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { FeatureId, idFromRow, idText, type PlanId } from "@/lib/ids";
import type {
  CreditCostView,
  FeatureDetail,
  FeatureQuery,
  FeatureRow,
  FeatureView,
} from "../schema/feature";
import { FEATURE_PARTS, loadFeature } from "../store/features";
import { creditCostViews, featureView } from "../view/feature";

export type Page<Item> = { readonly items: readonly Item[]; readonly total: number };

/** Newest first, with how many plans use each and how many events it counted in the last day. */
export async function listFeatures(ctx: Context, query: FeatureQuery): Promise<Page<FeatureRow>> {
  const narrowed = await narrowedTo(ctx, query);
  const where = {
    organizationId: ctx.organizationId,
    ...(narrowed.length > 0 && { AND: narrowed }),
    ...(query.type && { type: query.type }),
    ...(query.status && { archivedAt: query.status === "ACTIVE" ? null : { not: null } }),
    ...(query.search && {
      OR: [
        { name: { contains: query.search, mode: "insensitive" as const } },
        { key: { contains: query.search, mode: "insensitive" as const } },
      ],
    }),
  };
  const [features, total] = await Promise.all([
    prisma().feature.findMany({
      where,
      include: FEATURE_PARTS,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: query.limit,
      skip: query.offset,
    }),
    prisma().feature.count({ where }),
  ]);
  const figures = await loadFigures(
    ctx,
    features.map(({ id }) => id),
  );
  const items = features.map((feature) => ({
    ...featureView(feature, ctx.at),
    plans: figures.plans.get(feature.id) ?? 0,
    events24h: figures.events.get(feature.id) ?? 0,
  }));
  return { items, total };
}

const QUIET_MS = 7 * 24 * 3_600_000;

/** What only other tables know of a feature: few use any plan, few are used at all. */
async function narrowedTo(
  ctx: Context,
  { isUsedInPlan, isQuiet = false }: Pick<FeatureQuery, "isUsedInPlan" | "isQuiet">,
): Promise<Prisma.FeatureWhereInput[]> {
  const since = new Date(ctx.at.getTime() - QUIET_MS);
  const [used, heard] = await Promise.all([
    isUsedInPlan === undefined
      ? null
      : readSql(`SELECT DISTINCT used.feature_id AS id ${USING_FEATURES}`, [ctx.organizationId]),
    isQuiet ? readSql(HEARD_SINCE, [ctx.organizationId, since]) : null,
  ]);
  const idsOf = (rows: readonly { readonly id?: unknown }[]) => rows.map(({ id }) => String(id));
  return [
    ...(used ? [{ id: isUsedInPlan ? { in: idsOf(used) } : { notIn: idsOf(used) } }] : []),
    ...(heard ? [{ type: "METERED" as const, id: { notIn: idsOf(heard) } }] : []),
  ];
}

export async function findFeature(ctx: Context, id: FeatureId): Promise<FeatureDetail | undefined> {
  const feature = await loadFeature(prisma(), ctx.organizationId, id);
  if (!feature) return undefined;
  const usedIn = await readSql(
    `SELECT plan.id, plan.name, version.number ${USING_FEATURES} AND used.feature_id = $2::uuid
     ORDER BY plan.name`,
    [ctx.organizationId, id],
  );
  return {
    ...featureView(feature, ctx.at),
    costs: creditCostViews(feature, ctx.at),
    usedIn: usedIn.map((row) => ({
      planId: idText("plan", idFromRow<PlanId>(row.id)),
      name: String(row.name),
      version: Number(row.number),
    })),
  };
}

export async function findFeatureByKey(
  ctx: Context,
  key: string,
): Promise<FeatureView | undefined> {
  const feature = await prisma().feature.findUnique({
    where: { organizationId_key: { organizationId: ctx.organizationId, key } },
    include: FEATURE_PARTS,
  });
  return feature ? featureView(feature, ctx.at) : undefined;
}

/** Every version of a feature's costs, latest first; undefined without such a feature. */
export async function listCreditCosts(
  ctx: Context,
  featureId: FeatureId,
): Promise<readonly CreditCostView[] | undefined> {
  const feature = await loadFeature(prisma(), ctx.organizationId, featureId);
  return feature ? creditCostViews(feature, ctx.at) : undefined;
}

/** The live plan versions and the features that they list or price, each pair once. */
const USING_FEATURES = `
  FROM plan_version AS version JOIN plan ON plan.id = version.plan_id JOIN (
    SELECT plan_version_id, feature_id FROM entitlement WHERE organization_id = $1::uuid
    UNION SELECT plan_version_id, feature_id FROM charge
      WHERE organization_id = $1::uuid AND feature_id IS NOT NULL) AS used
    ON used.plan_version_id = version.id
  WHERE version.organization_id = $1::uuid AND version.status = 'PUBLISHED'`;

/** The days name the customers by the organization's index; their hours have their own key. */
const CUSTOMERS_SINCE = `SELECT DISTINCT customer_id FROM usage_day WHERE organization_id = $1::uuid
  AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date - 1`;
const HEARD_SINCE = `SELECT DISTINCT feature_id AS id FROM usage_hour
  WHERE customer_id IN (${CUSTOMERS_SINCE}) AND hour >= $2::timestamptz AND events > 0`;

async function loadFigures(ctx: Context, ids: readonly string[]) {
  const dayAgo = new Date(ctx.at.getTime() - 24 * 3_600_000);
  const [plans, events] = await Promise.all([
    readSql(
      `SELECT used.feature_id AS id, count(*)::int AS count ${USING_FEATURES}
         AND used.feature_id = ANY($2::uuid[]) GROUP BY used.feature_id`,
      [ctx.organizationId, ids],
    ),
    readSql(
      `SELECT feature_id AS id, sum(events)::int AS count FROM usage_hour
       WHERE customer_id IN (${CUSTOMERS_SINCE})
         AND feature_id = ANY($3::uuid[]) AND hour >= $2::timestamptz
       GROUP BY feature_id`,
      [ctx.organizationId, dayAgo, ids],
    ),
  ]);
  const byId = (rows: typeof plans) =>
    new Map(rows.map(({ id, count }) => [String(id), Number(count)]));
  return { plans: byId(plans), events: byId(events) };
}

/** Their names by their ids, as text; archived ones too. */
export async function findFeatureNames(
  ctx: Context,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const features = await prisma().feature.findMany({
    where: { organizationId: ctx.organizationId, id: { in: ids.map((id) => FeatureId.parse(id)) } },
    select: { id: true, name: true },
  });
  return Object.fromEntries(
    features.map(({ id, name }) => [idText("feat", idFromRow<FeatureId>(id)), name]),
  );
}
