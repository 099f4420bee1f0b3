/**
 * The roll-ups rebuilt from the events that made them, beside what is stored. One statement, so
 * one snapshot: an event and what it added to the roll-ups are seen together or not at all.
 */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type ApiKeyId,
  type CustomerId,
  type FeatureId,
  idFromRow,
  type OrganizationId,
} from "@/lib/ids";
import { STEADY } from "@/lib/ledger/store/rebuilt-sums";
import { NO_KEY } from "../rules/no-key";

export type RollUpName = "usage_day" | "usage_hour";

/** Local days of the customers, both included, as `2026-11-21`. */
export type Days = { readonly from: string; readonly to: string };

export type RollUpFigures = {
  readonly events: string;
  readonly quantity: string;
  readonly credits: string;
  readonly refused: string;
};

export type RollUpDifference = {
  /** Those of the ledger count credits alone. */
  readonly rollUp: RollUpName | "usage_run" | "ledger_day" | "member_use";
  readonly customerId: CustomerId;
  /** Null: of no feature, or of all of them. */
  readonly featureId: FeatureId | null;
  /** The local day, the instant that the hour or window begins at, or the run's name. */
  readonly bucket: string;
  readonly member: string;
  /** The property's value; of the ledger's, what else tells one from others. */
  readonly split: string;
  /** Whose events they were; null: of no key, or not told apart by keys. */
  readonly apiKeyId: ApiKeyId | null;
  readonly stored: Partial<RollUpFigures>;
  readonly rebuilt: Partial<RollUpFigures>;
};

type RollUp = {
  /** Which bucket a use falls into, and which local day a bucket belongs to. */
  readonly bucketOf: string;
  readonly dayOf: string;
  readonly column: string;
  readonly nearby: string;
};

const LOCAL_DAY = "(counted_at AT TIME ZONE timezone)::date";
const OFF_THE_HOUR = `extract(minute FROM counted_at AT TIME ZONE timezone)
  <> extract(minute FROM counted_at AT TIME ZONE 'UTC')`;

/** Whether an instant may fall into one of the days somewhere in the world. */
const isNearby = (column: string) => `(${column} >= ($2::date - 1)::timestamp AT TIME ZONE 'UTC'
  AND ${column} < ($3::date + 2)::timestamp AT TIME ZONE 'UTC')`;

const ROLL_UPS: Readonly<Record<RollUpName, RollUp>> = {
  usage_day: {
    column: "day",
    bucketOf: LOCAL_DAY,
    dayOf: "kept.day",
    nearby: "true",
  },
  usage_hour: {
    column: "hour",
    bucketOf: `date_bin(CASE WHEN ${OFF_THE_HOUR} THEN interval '15 minutes' ELSE interval '1 hour' END,
      counted_at, timestamptz '2000-01-01 00:00:00Z')`,
    dayOf: "(kept.hour AT TIME ZONE c.timezone)::date",
    nearby: isNearby("kept.hour"),
  },
};

const KEY = "customer_id, bucket, feature_id, member, split, api_key_id";
const FIGURES = ["events", "quantity", "credits", "refused"] as const;
const figures = (of: (name: string) => string) => FIGURES.map(of).join(", ");

const plain = (figure: string) => `trim_scale(${figure}::numeric)::text AS ${figure}`;

/** Most events count at their own time, which names their month; the others are found by an index. */
const differing = (name: RollUpName) => `
  WITH ${STEADY},
  counted AS (
    SELECT event.customer_id, asked.timezone, coalesce(event.member, '') AS member,
      coalesce(event.api_key_id, '${NO_KEY}') AS api_key_id, event.charges,
      counted_at, event.code IS DISTINCT FROM 'voided' AS stands
    FROM usage_event AS event JOIN asked ON asked.id = event.customer_id
    WHERE event.organization_id = $1::uuid
      AND (${isNearby("occurred_at")} AND counted_at = occurred_at
        OR ${isNearby("counted_at")} AND counted_at <> occurred_at)),
  used AS (
    SELECT customer_id, ${ROLL_UPS[name].bucketOf} AS bucket, (use ->> 'feature_id')::uuid AS feature_id,
      member, coalesce(use #>> '{price,split_value}', '') AS split, api_key_id,
      (use ->> 'taken')::boolean AS taken, stands, (use ->> 'quantity')::numeric AS quantity,
      (use ->> 'credits')::numeric - coalesce((use ->> 'credits_back')::numeric, 0) AS credits
    FROM counted, jsonb_array_elements(charges) AS use
    WHERE ${LOCAL_DAY} BETWEEN $2::date AND $3::date
      AND ((use ->> 'taken')::boolean OR use ->> 'code' IN ('insufficient_credits', 'limit_reached'))),
  rebuilt AS (
    SELECT ${KEY}, count(*) FILTER (WHERE taken AND stands) AS events,
      coalesce(sum(quantity) FILTER (WHERE taken), 0) AS quantity, sum(credits) AS credits,
      count(*) FILTER (WHERE NOT taken) AS refused
    FROM used GROUP BY ${KEY}),
  stored AS (
    SELECT kept.customer_id, kept.${ROLL_UPS[name].column} AS bucket, feature_id, member, split, api_key_id,
      ${figures((figure) => figure)}
    FROM asked AS c JOIN ${name} AS kept ON kept.customer_id = c.id AND ${ROLL_UPS[name].nearby}
    WHERE ${ROLL_UPS[name].dayOf} BETWEEN $2::date AND $3::date),
  beside AS (
    SELECT ${KEY}, ${figures(
      (figure) => `coalesce(stored.${figure}, 0) AS stored_${figure},
        coalesce(rebuilt.${figure}, 0) AS rebuilt_${figure}`,
    )}
    FROM stored FULL JOIN rebuilt USING (${KEY})),
  differing AS (
    SELECT * FROM beside
    WHERE (${figures((figure) => `stored_${figure}`)}) <> (${figures((figure) => `rebuilt_${figure}`)}))`;

/** What is stored and is not what the events say, in the order of its keys. */
export async function findDifferences(
  tx: Tx,
  { organizationId, name, days }: Asked,
): Promise<readonly RollUpDifference[]> {
  const rows = await tx.sql(
    `${differing(name)}
     SELECT customer_id, feature_id, member, split, api_key_id, to_json(bucket) #>> '{}' AS bucket,
       ${figures((figure) => `${plain(`stored_${figure}`)}, ${plain(`rebuilt_${figure}`)}`)}
     FROM differing ORDER BY ${KEY}`,
    [organizationId, days.from, days.to],
  );
  return rows.map((row) => differenceFromRow(name, row));
}

export type Asked = {
  readonly organizationId: OrganizationId;
  readonly name: RollUpName;
  readonly days: Days;
};

/**
 * Adds to the stored figures what they lack: whatever is rolled up meanwhile stays counted.
 *
 * @returns how many rows it changed.
 */
export async function addDifferences(
  tx: Tx,
  { organizationId, name, days }: Asked,
): Promise<number> {
  const { column } = ROLL_UPS[name];
  const [row] = await tx.sql(
    `${differing(name)},
     mended AS (
       INSERT INTO ${name} (organization_id, customer_id, ${column}, feature_id, member, split, api_key_id,
         ${figures((figure) => figure)})
       SELECT $1::uuid, ${KEY}, ${figures((figure) => `rebuilt_${figure} - stored_${figure}`)}
       FROM differing ORDER BY ${KEY}
       ON CONFLICT (customer_id, ${column}, feature_id, member, split, api_key_id) DO UPDATE SET
         ${figures((figure) => `${figure} = ${name}.${figure} + excluded.${figure}`)}
       RETURNING 1)
     SELECT count(*)::int AS count FROM mended`,
    [organizationId, days.from, days.to],
  );
  return Number(row?.count);
}

const differenceFromRow = (rollUp: RollUpName, row: Row): RollUpDifference => ({
  rollUp,
  customerId: idFromRow<CustomerId>(row.customer_id),
  featureId: idFromRow<FeatureId>(row.feature_id),
  bucket: String(row.bucket),
  member: String(row.member),
  split: String(row.split),
  apiKeyId: row.api_key_id === NO_KEY ? null : idFromRow<ApiKeyId>(row.api_key_id),
  stored: figuresFromRow(row, "stored"),
  rebuilt: figuresFromRow(row, "rebuilt"),
});

const figuresFromRow = (row: Row, side: "stored" | "rebuilt"): RollUpFigures => ({
  events: String(row[`${side}_events`]),
  quantity: String(row[`${side}_quantity`]),
  credits: String(row[`${side}_credits`]),
  refused: String(row[`${side}_refused`]),
});
