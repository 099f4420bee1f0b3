/** What the last comparison of the roll-ups found, as a row an organization. */
import type { Row, Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import type { Days, RollUpDifference } from "./rebuilt-roll-ups";

/** Kept of a comparison; the count tells of the rest. */
const MOST_KEPT = 100;

export type UsageCheck = {
  readonly checkedAt: Date;
  /** Null: of none of the days all events were kept. */
  readonly days: Days | null;
  readonly differenceCount: number;
  readonly differences: readonly RollUpDifference[];
};

/** An earlier one is forgotten. */
export async function keepUsageCheck(
  tx: Tx,
  organizationId: OrganizationId,
  { checkedAt, days, differences }: Omit<UsageCheck, "differenceCount">,
): Promise<void> {
  await tx.sql(
    `INSERT INTO usage_check (organization_id, checked_at, from_day, to_day, difference_count,
       differences)
     VALUES ($1::uuid, $2::timestamptz, $3::date, $4::date, $5::int, $6::jsonb)
     ON CONFLICT (organization_id) DO UPDATE SET checked_at = excluded.checked_at,
       from_day = excluded.from_day, to_day = excluded.to_day,
       difference_count = excluded.difference_count, differences = excluded.differences`,
    [
      ...[organizationId, checkedAt.toISOString(), days?.from ?? null, days?.to ?? null],
      ...[differences.length, JSON.stringify(differences.slice(0, MOST_KEPT))],
    ],
  );
}

export async function loadUsageCheck(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<UsageCheck | undefined> {
  const [row] = await tx.sql(
    `SELECT checked_at, from_day::text AS from_day, to_day::text AS to_day, difference_count,
       differences
     FROM usage_check WHERE organization_id = $1::uuid`,
    [organizationId],
  );
  return row && checkFromRow(row);
}

const checkFromRow = (row: Row): UsageCheck => ({
  checkedAt: row.checked_at as Date,
  days: row.from_day === null ? null : { from: String(row.from_day), to: String(row.to_day) },
  differenceCount: Number(row.difference_count),
  differences: row.differences as RollUpDifference[],
});
