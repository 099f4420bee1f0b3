import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { idFromRow, idText, type PlanId, type PlanVersionId } from "@/lib/ids";
import type {
  PlanDetail,
  PlanKind,
  PlanQuery,
  PlanRow,
  PlanVersionRow,
  PlanVersionView,
} from "../schema/plan";
import type { TermsJson, TierJson } from "../store/charge-json";
import { loadPlanDetail } from "../store/plan-detail";
import {
  type ChargeRecord,
  loadFeatureNames,
  loadPlan,
  loadVersion,
  type PlanRecord,
  type PlanVersionRecord,
  VERSION_PARTS,
} from "../store/plans";
import { countSubscribers } from "../store/subscribers";
import { decimalOf } from "../view/decimal";
import { planVersionView, planView } from "../view/plan";
import type { Page } from "./features";

/** What a row is made of: the versions that can be seen, latest first. */
const ROW_PARTS = {
  versions: {
    where: { status: { not: "SUPERSEDED" } },
    include: VERSION_PARTS,
    orderBy: { number: "desc" },
  },
} as const;

/** Newest first; price and credits are those of the live version, else of the draft. */
export async function listPlans(ctx: Context, query: PlanQuery): Promise<Page<PlanRow>> {
  const where = {
    organizationId: ctx.organizationId,
    kind: query.kind ?? "PLAN",
    ...(query.productId && { productId: query.productId }),
    ...(query.status && { archivedAt: query.status === "ACTIVE" ? null : { not: null } }),
    ...(query.search && {
      OR: [
        { name: { contains: query.search, mode: "insensitive" as const } },
        { key: { contains: query.search, mode: "insensitive" as const } },
      ],
    }),
  };
  const [plans, total] = await Promise.all([
    prisma().plan.findMany({
      where,
      include: ROW_PARTS,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: query.limit,
      skip: query.offset,
    }),
    prisma().plan.count({ where }),
  ]);
  return { items: await planRows(ctx, plans), total };
}

/** In the order of `ids`. */
export async function findPlanRows(
  ctx: Context,
  ids: readonly PlanId[],
): Promise<readonly PlanRow[]> {
  const where = { organizationId: ctx.organizationId, id: { in: [...ids] } };
  const plans = await prisma().plan.findMany({ where, include: ROW_PARTS });
  const places = new Map(ids.map((id, place) => [String(id), place]));
  const place = ({ id }: { readonly id: string }) => places.get(id) ?? 0;
  return planRows(
    ctx,
    plans.toSorted((a, b) => place(a) - place(b)),
  );
}

type SeenPlan = PlanRecord & { versions: PlanVersionRecord[] };

async function planRows(ctx: Context, plans: readonly SeenPlan[]): Promise<PlanRow[]> {
  const ids = plans.map(({ id }) => id);
  const subscribers = await countSubscribers(prisma(), ctx, { by: "plan", ids });
  return plans.map((plan) => planRow(plan, subscribers.get(plan.id) ?? 0));
}

function planRow(plan: SeenPlan, subscribers: number): PlanRow {
  const draft = plan.versions.find(({ status }) => status === "DRAFT");
  const shown = plan.versions.find(({ status }) => status !== "DRAFT") ?? draft;
  if (!shown) throw new RangeError(`plan ${plan.id} has no version`);
  return {
    ...planView(plan),
    version: shown.number,
    versionStatus: shown.status,
    hasDraft: draft !== undefined,
    currency: shown.currency,
    prices: shown.charges.flatMap(pricesOf),
    credits: [
      ...shown.charges.flatMap(tierCredits),
      ...shown.grants.map(({ credits, creditUnit, cadence, period }) => ({
        credits: decimalOf(credits),
        ...{ creditUnit, cadence, period, isFrom: false },
      })),
    ],
    subscribers,
  };
}

/** What a charge asks of everybody; of tiers, the first one's. */
function pricesOf({ kind, amount, priceUnit, ...charge }: ChargeRecord): PlanRow["prices"] {
  const { period } = charge;
  if (kind === "USAGE") return [];
  if (kind === "RECURRING") {
    const { quantity = 1, free_quantity: free = 0 } = charge.terms as TermsJson;
    const isAsked = amount !== null && (priceUnit === null || quantity > free);
    return isAsked
      ? [{ amount: decimalOf(amount), creditUnit: priceUnit, period, isFrom: false }]
      : [];
  }
  const [first, ...others] = charge.tiers as readonly TierJson[];
  if (!first) return [];
  const terms = { creditUnit: null, period, isFrom: others.length > 0 };
  return [{ amount: first.flat_amount ?? "0", ...terms }];
}

function tierCredits({ kind, priceUnit, period, tiers }: ChargeRecord): PlanRow["credits"] {
  const [first, ...others] = tiers as readonly TierJson[];
  if (kind !== "CREDITS" || !first) return [];
  const terms = { creditUnit: priceUnit ?? "", cadence: "RECURRING", period };
  return [{ credits: first.credits ?? "0", ...terms, isFrom: others.length > 0 }];
}

/** A plan with its live version and its draft; of an archived plan, the version it ended with. */
export async function findPlan(ctx: Context, id: PlanId): Promise<PlanDetail | undefined> {
  const plan = await loadPlan(prisma(), ctx.organizationId, id);
  return plan ? loadPlanDetail(prisma(), ctx, plan) : undefined;
}

/** The add-on or plan that the caller's own key names; archived ones too. */
export async function findPlanByKey(
  ctx: Context,
  { kind, key }: { readonly kind: PlanKind; readonly key: string },
): Promise<PlanDetail | undefined> {
  const { organizationId } = ctx;
  const plan = await prisma().plan.findFirst({ where: { organizationId, kind, key } });
  return plan ? loadPlanDetail(prisma(), ctx, plan) : undefined;
}

/** One version, of any status: what a subscriber has. */
export async function findPlanVersion(
  ctx: Context,
  id: PlanVersionId,
): Promise<PlanVersionView | undefined> {
  const version = await loadVersion(prisma(), ctx.organizationId, id);
  if (!version) return undefined;
  return planVersionView(version, await loadFeatureNames(prisma(), ctx.organizationId));
}

/** Every version of a plan, latest first; undefined without such a plan. */
export async function listPlanVersions(
  ctx: Context,
  planId: PlanId,
): Promise<readonly PlanVersionRow[] | undefined> {
  if (!(await loadPlan(prisma(), ctx.organizationId, planId))) return undefined;
  const versions = await prisma().planVersion.findMany({
    where: { planId },
    orderBy: { number: "desc" },
  });
  const ids = versions.map(({ id }) => id);
  const subscribers = await countSubscribers(prisma(), ctx, { by: "version", ids });
  return versions.map((version) => ({
    id: idText("plv", idFromRow<PlanVersionId>(version.id)),
    number: version.number,
    status: version.status,
    subscribers: subscribers.get(version.id) ?? 0,
    createdAt: version.createdAt.toISOString(),
    publishedAt: version.publishedAt?.toISOString() ?? null,
  }));
}

/** Which plan a part belongs to: a price, plan grant or entitlement of its draft or live version. */
export async function findPlanOfPart(ctx: Context, partId: string): Promise<PlanId | undefined> {
  const [row] = await readSql(
    `SELECT plan_id FROM plan_version WHERE organization_id = $1::uuid AND id IN (
       SELECT plan_version_id FROM charge WHERE id = $2::uuid
       UNION ALL SELECT plan_version_id FROM plan_grant WHERE id = $2::uuid
       UNION ALL SELECT plan_version_id FROM entitlement WHERE id = $2::uuid)`,
    [ctx.organizationId, partId],
  );
  return row && idFromRow<PlanId>(row.plan_id);
}
