/** Who has a plan or an add-on. This slice only counts them. */
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import type { PlanId } from "@/lib/ids";

/** A plan or one of its versions; an add-on is had beside a plan. */
const COUNTED_BY = { plan: "plan_id", version: "plan_version_id" } as const;

const RUNNING = "subscription.status <> 'ENDED' AND (ends_at IS NULL OR ends_at > $2::timestamptz)";

/** Running subscriptions on each of these plans or versions, or with each of these add-ons, by id. */
export async function countSubscribers(
  client: Prisma.TransactionClient,
  ctx: Context,
  { by, ids }: { readonly by: keyof typeof COUNTED_BY; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  const rows = await client.$queryRawUnsafe<{ id: string; count: number }[]>(
    `SELECT id, count(DISTINCT subscription_id)::int AS count FROM (
       SELECT subscription.id AS subscription_id, ${COUNTED_BY[by]} AS id FROM subscription
       WHERE subscription.organization_id = $1::uuid AND ${RUNNING}
         AND ${COUNTED_BY[by]} = ANY($3::uuid[])
       UNION ALL SELECT subscription.id, version.${by === "plan" ? "plan_id" : "id"}
       FROM subscription CROSS JOIN LATERAL jsonb_array_elements(choices -> 'addOns') AS sold
         JOIN plan_version AS version ON version.id = (sold ->> 'planVersionId')::uuid
       WHERE subscription.organization_id = $1::uuid AND ${RUNNING}
         AND version.${by === "plan" ? "plan_id" : "id"} = ANY($3::uuid[])) AS had
     GROUP BY id`,
    ctx.organizationId,
    ctx.at,
    [...ids],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Of one plan, any version, or of one add-on. */
export async function countSubscribersOf(
  client: Prisma.TransactionClient,
  ctx: Context,
  planId: PlanId,
): Promise<number> {
  return (await countSubscribers(client, ctx, { by: "plan", ids: [planId] })).get(planId) ?? 0;
}
