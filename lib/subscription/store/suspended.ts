/** Which fees in credits stand unpaid, so that what they are for is suspended; and when they are tried again. */
import type { Tx } from "@/lib/db/tx";
import { type ChargeId, idFromRow, type OrganizationId, type SubscriptionId } from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import type { Suspended, WaitingFee } from "../rules/suspended";

export async function loadSuspended(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, Suspended>> {
  const rows = await tx.sql(
    `SELECT id, suspended_charges, waiting_fees FROM subscription
     WHERE id = ANY($1::uuid[]) AND cardinality(suspended_charges) > 0`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      idFromRow<SubscriptionId>(row.id),
      {
        charges: chargesFromRow(row.suspended_charges),
        waiting: (row.waiting_fees as readonly WaitingJson[]).map(waitingFromJson),
      },
    ]),
  );
}

const chargesFromRow = (uuids: unknown): ReadonlySet<ChargeId> =>
  new Set((uuids as readonly unknown[]).map((uuid) => idFromRow<ChargeId>(uuid)));

type WaitingJson = Omit<WaitingFee, "since" | "amount"> & {
  readonly since: string;
  readonly amount: string;
};

const waitingFromJson = ({ chargeId, since, amount, ...named }: WaitingJson): WaitingFee => ({
  ...named,
  chargeId: idFromRow<ChargeId>(chargeId),
  since: new Date(since),
  amount: creditsFromRow(amount),
});

export async function updateSuspended(
  tx: Tx,
  id: SubscriptionId,
  { charges, waiting }: Suspended,
): Promise<void> {
  await tx.sql(
    `UPDATE subscription SET suspended_charges = $2::uuid[], waiting_fees = $3::jsonb
     WHERE id = $1::uuid`,
    [
      id,
      [...charges],
      JSON.stringify(waiting.map((fee) => ({ ...fee, amount: creditsText(fee.amount) }))),
    ],
  );
}

export type WaitingFees = { readonly id: SubscriptionId; readonly organizationId: OrganizationId };

/** Whose wallets something was booked in since their fees were tried last: perhaps there is enough now. */
export async function loadWaitingFees(tx: Tx, limit: number): Promise<readonly WaitingFees[]> {
  const rows = await tx.sql(
    `SELECT id, organization_id FROM subscription
     WHERE cardinality(suspended_charges) > 0 AND status IN ('ACTIVE', 'PAST_DUE', 'CANCELLED')
       AND EXISTS (SELECT 1 FROM wallet WHERE wallet.customer_id = subscription.customer_id
         AND wallet.available > 0
         AND wallet.booked_at > coalesce(fees_tried_at, current_period_start))
     ORDER BY id LIMIT $1::int`,
    [limit],
  );
  return rows.map((row) => ({
    id: idFromRow<SubscriptionId>(row.id),
    organizationId: idFromRow<OrganizationId>(row.organization_id),
  }));
}

export async function updateFeesTried(tx: Tx, id: SubscriptionId, at: Date): Promise<void> {
  await tx.sql("UPDATE subscription SET fees_tried_at = $2::timestamptz WHERE id = $1::uuid", [
    id,
    at.toISOString(),
  ]);
}
