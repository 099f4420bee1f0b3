/**
 * Runs rebuilt from their events, beside what is stored: those that had an event on the days asked
 * for, each as a whole. One statement, so one snapshot. Runs that events were thrown away of are
 * left out.
 */
import type { Row, Tx } from "@/lib/db/tx";
import { type CustomerId, type FeatureId, idFromRow, type OrganizationId } from "@/lib/ids";
import type { Days, RollUpDifference } from "./rebuilt-roll-ups";

type Asked = { readonly organizationId: OrganizationId; readonly days: Days };

const NEAR = (column: string) => `(${column} >= ($2::date - 1)::timestamp AT TIME ZONE 'UTC'
  AND ${column} < ($3::date + 2)::timestamp AT TIME ZONE 'UTC')`;

const KEY = "customer_id, group_id, feature_id, member, split";

const DIFFERING = `
  WITH touched AS (
    SELECT DISTINCT customer_id, group_id FROM usage_event
    WHERE organization_id = $1::uuid AND group_id IS NOT NULL AND customer_id IS NOT NULL
      AND (${NEAR("occurred_at")} AND counted_at = occurred_at
        OR ${NEAR("counted_at")} AND counted_at <> occurred_at)),
  asked AS (
    SELECT customer_id, group_id FROM touched WHERE NOT EXISTS (
      SELECT FROM usage_run AS run JOIN organization ON organization.id = run.organization_id
      WHERE run.customer_id = touched.customer_id AND run.group_id = touched.group_id
        AND run.started_at < organization.events_dropped_before)),
  used AS (
    SELECT customer_id, group_id, (use ->> 'feature_id')::uuid AS feature_id,
      coalesce(member, '') AS member, coalesce(use #>> '{price,split_value}', '') AS split, counted_at,
      (use ->> 'taken')::boolean AS taken, code IS DISTINCT FROM 'voided' AS stands,
      (use ->> 'quantity')::numeric AS quantity,
      (use ->> 'credits')::numeric - coalesce((use ->> 'credits_back')::numeric, 0) AS credits
    FROM (SELECT event.customer_id, event.group_id, event.member, event.code, event.counted_at, use
      FROM asked JOIN usage_event AS event ON event.customer_id = asked.customer_id
          AND event.group_id = asked.group_id AND event.group_id IS NOT NULL,
        jsonb_array_elements(event.charges) AS use
      WHERE (use ->> 'taken')::boolean
        OR use ->> 'code' IN ('insufficient_credits', 'limit_reached')) AS kept),
  rebuilt AS (
    SELECT ${KEY}, min(counted_at) AS started_at, max(counted_at) AS last_at,
      count(*) FILTER (WHERE taken AND stands) AS events,
      coalesce(sum(quantity) FILTER (WHERE taken), 0) AS quantity, sum(credits) AS credits,
      count(*) FILTER (WHERE NOT taken) AS refused
    FROM used GROUP BY ${KEY}),
  stored AS (SELECT usage_run.* FROM usage_run JOIN asked USING (customer_id, group_id)),
  beside AS (
    SELECT ${KEY}, rebuilt.started_at, rebuilt.last_at,
      coalesce(stored.events, 0) AS stored_events, coalesce(rebuilt.events, 0) AS rebuilt_events,
      coalesce(stored.quantity, 0) AS stored_quantity, coalesce(rebuilt.quantity, 0) AS rebuilt_quantity,
      coalesce(stored.credits, 0) AS stored_credits, coalesce(rebuilt.credits, 0) AS rebuilt_credits,
      coalesce(stored.refused, 0) AS stored_refused, coalesce(rebuilt.refused, 0) AS rebuilt_refused
    FROM stored FULL JOIN rebuilt USING (${KEY})),
  differing AS (
    SELECT * FROM beside
    WHERE (stored_events, stored_quantity, stored_credits, stored_refused)
      <> (rebuilt_events, rebuilt_quantity, rebuilt_credits, rebuilt_refused))`;

const paramsOf = ({ organizationId, days }: Asked) => [organizationId, days.from, days.to];

/** What is stored of a run and is not what its events say; `bucket` is the run's name. */
export async function findRunDifferences(
  tx: Tx,
  asked: Asked,
): Promise<readonly RollUpDifference[]> {
  const rows = await tx.sql(
    `${DIFFERING}
     SELECT ${KEY}, stored_events, rebuilt_events, stored_refused, rebuilt_refused,
       trim_scale(stored_quantity)::text AS stored_quantity,
       trim_scale(rebuilt_quantity)::text AS rebuilt_quantity,
       trim_scale(stored_credits)::text AS stored_credits,
       trim_scale(rebuilt_credits)::text AS rebuilt_credits
     FROM differing ORDER BY ${KEY}`,
    paramsOf(asked),
  );
  return rows.map((row) => ({
    rollUp: "usage_run",
    customerId: idFromRow<CustomerId>(row.customer_id),
    featureId: idFromRow<FeatureId>(row.feature_id),
    bucket: String(row.group_id),
    member: String(row.member),
    split: String(row.split),
    apiKeyId: null,
    stored: figuresFromRow(row, "stored"),
    rebuilt: figuresFromRow(row, "rebuilt"),
  }));
}

const figuresFromRow = (row: Row, side: "stored" | "rebuilt") => ({
  events: String(row[`${side}_events`]),
  quantity: String(row[`${side}_quantity`]),
  credits: String(row[`${side}_credits`]),
  refused: String(row[`${side}_refused`]),
});

/** Adds what they lack: what is used meanwhile stays counted. @returns how many rows it changed. */
export async function addRunDifferences(tx: Tx, asked: Asked): Promise<number> {
  const [row] = await tx.sql(
    `${DIFFERING},
     mended AS (
       INSERT INTO usage_run (organization_id, ${KEY}, started_at, last_at, events, quantity, credits,
         refused)
       SELECT $1::uuid, ${KEY}, coalesce(started_at, now()), coalesce(last_at, now()),
         rebuilt_events - stored_events, rebuilt_quantity - stored_quantity,
         rebuilt_credits - stored_credits, rebuilt_refused - stored_refused
       FROM differing ORDER BY ${KEY}
       ON CONFLICT (${KEY}) DO UPDATE SET events = usage_run.events + excluded.events,
         quantity = usage_run.quantity + excluded.quantity,
         credits = usage_run.credits + excluded.credits,
         refused = usage_run.refused + excluded.refused
       RETURNING 1)
     SELECT count(*)::int AS count FROM mended`,
    paramsOf(asked),
  );
  return Number(row?.count);
}
