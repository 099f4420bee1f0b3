/** What was done to subscriptions under callers' own names, kept for their repeats. */
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId, SubscriptionId } from "@/lib/ids";

export type Deed = {
  readonly organizationId: OrganizationId;
  /** With the origin before it. */
  readonly reference: string;
  readonly subscriptionId: SubscriptionId;
  /** Of what was asked. */
  readonly digest: string;
  readonly answer: object;
  readonly at: Date;
};

/** False if the organization has a deed of this reference already. */
export async function insertDeed(tx: Tx, deed: Deed): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO subscription_deed (organization_id, reference, subscription_id, digest, answer, done_at)
     VALUES ($1::uuid, $2::text, $3::uuid, $4::text, $5::jsonb, $6::timestamptz)
     ON CONFLICT DO NOTHING RETURNING reference`,
    [
      ...[deed.organizationId, deed.reference, deed.subscriptionId, deed.digest],
      ...[JSON.stringify(deed.answer), deed.at],
    ],
  );
  return rows.length > 0;
}

export async function findDeed(
  tx: Tx,
  { organizationId, reference }: Pick<Deed, "organizationId" | "reference">,
): Promise<Pick<Deed, "digest" | "answer"> | undefined> {
  const [row] = await tx.sql(
    `SELECT digest, answer FROM subscription_deed
     WHERE organization_id = $1::uuid AND reference = $2::text`,
    [organizationId, reference],
  );
  return row && { digest: String(row.digest), answer: row.answer as object };
}
