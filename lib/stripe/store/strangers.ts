/** How often somebody came who could not be known to be Stripe. */
import { readSql } from "@/lib/db/transact";
import type { OrganizationId } from "@/lib/ids";

export type StrangerCount = {
  readonly organizationId: OrganizationId;
  readonly reason: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** One statement for all of them, however many came. */
export async function addStrangers(counts: readonly StrangerCount[]): Promise<void> {
  const column = <T>(read: (count: StrangerCount) => T) => counts.map(read);
  await readSql(
    `INSERT INTO stripe_stranger (organization_id, reason, count, first_at, last_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT (organization_id, reason) DO UPDATE
       SET count = stripe_stranger.count + excluded.count,
         last_at = greatest(stripe_stranger.last_at, excluded.last_at)`,
    [
      column(({ organizationId }) => organizationId),
      column(({ reason }) => reason),
      column(({ count }) => count),
      column(({ firstAt }) => firstAt.toISOString()),
      column(({ lastAt }) => lastAt.toISOString()),
    ],
  );
}
