/** Runs that move the renewal dates of many, and who is meant by each. */
import type { Context } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import { idFromRow, type OrganizationId, type RenewalMoveId, type SubscriptionId } from "@/lib/ids";
import type { RenewalTarget } from "../rules/new-anchor";
import type { RENEWAL_MOVE_OUTCOMES, RenewalMoveSelection } from "../schema/renewal-move";
import { ROW_FILTER, ROW_TABLES, rowFilterOf } from "./row-filter";

export type RenewalMoveRecord = {
  readonly id: RenewalMoveId;
  readonly organizationId: OrganizationId;
  readonly target: RenewalTarget;
  readonly status: "RUNNING" | "DONE";
  readonly reason: string;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

type Outcome = (typeof RENEWAL_MOVE_OUTCOMES)[number];

/** Who is over has nothing to renew. */
const MEANT = `FROM ${ROW_TABLES} WHERE ${ROW_FILTER} AND subscription.status <> 'ENDED'
  AND ($12::uuid[] IS NULL OR subscription.id = ANY($12::uuid[]))`;
const ORDER_BY_ID = "ORDER BY subscription.id";

type Meant = { readonly ctx: Pick<Context, "organizationId">; readonly of: RenewalMoveSelection };

const meant = ({ ctx, of: { query, ids } }: Meant) => [...rowFilterOf(ctx, query), ids];

/** How many are meant, and what stands for just those. */
export async function countMeant(
  tx: Tx,
  asked: Meant,
): Promise<{ readonly total: number; readonly digest: string }> {
  const [row] = await tx.sql(
    `SELECT count(*)::int AS total,
       coalesce(md5(string_agg(subscription.id::text, ',' ${ORDER_BY_ID})), '') AS digest ${MEANT}`,
    meant(asked),
  );
  return { total: Number(row?.total), digest: String(row?.digest) };
}

export async function loadMeant(
  tx: Tx,
  asked: Meant,
  { after, limit }: { readonly after: SubscriptionId | null; readonly limit: number },
): Promise<readonly SubscriptionId[]> {
  const rows = await tx.sql(
    `SELECT subscription.id ${MEANT} AND ($13::uuid IS NULL OR subscription.id > $13::uuid)
     ${ORDER_BY_ID} LIMIT $14::int`,
    [...meant(asked), after, limit],
  );
  return rows.map(({ id }) => idFromRow<SubscriptionId>(id));
}

/** False if another of the organization is on its way. */
export async function insertRenewalMove(
  tx: Tx,
  move: Omit<RenewalMoveRecord, "status" | "finishedAt">,
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO renewal_move (id, organization_id, target, status, reason, requested_by, created_at)
     VALUES ($1::uuid, $2::uuid, $3::jsonb, 'RUNNING', $4::text, $5::text, $6::timestamptz)
     ON CONFLICT (organization_id) WHERE status = 'RUNNING' DO NOTHING RETURNING id`,
    [
      move.id,
      move.organizationId,
      JSON.stringify(move.target),
      move.reason,
      move.requestedBy,
      move.createdAt.toISOString(),
    ],
  );
  return rows.length > 0;
}

/** Settles who is meant. */
export async function insertItems(tx: Tx, id: RenewalMoveId, asked: Meant): Promise<void> {
  await tx.sql(
    `INSERT INTO renewal_move_item (move_id, subscription_id, organization_id, status)
     SELECT $13::uuid, subscription.id, subscription.organization_id, 'PENDING' ${MEANT}`,
    [...meant(asked), id],
  );
}

const COLUMNS =
  "id, organization_id, target, status, reason, requested_by, created_at, finished_at";

export async function findRenewalMove(
  tx: Tx,
  id: RenewalMoveId,
): Promise<RenewalMoveRecord | undefined> {
  const [row] = await tx.sql(`SELECT ${COLUMNS} FROM renewal_move WHERE id = $1::uuid`, [id]);
  return row && moveFromRow(row);
}

/** Newest first. */
export async function loadRenewalMoves(
  tx: Tx,
  organizationId: OrganizationId,
  limit: number,
): Promise<readonly RenewalMoveRecord[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM renewal_move WHERE organization_id = $1::uuid
     ORDER BY created_at DESC, id DESC LIMIT $2::int`,
    [organizationId, limit],
  );
  return rows.map(moveFromRow);
}

export async function loadPending(
  tx: Tx,
  id: RenewalMoveId,
  limit: number,
): Promise<readonly SubscriptionId[]> {
  const rows = await tx.sql(
    `SELECT subscription_id FROM renewal_move_item
     WHERE move_id = $1::uuid AND status = 'PENDING' ORDER BY subscription_id LIMIT $2::int`,
    [id, limit],
  );
  return rows.map((row) => idFromRow<SubscriptionId>(row.subscription_id));
}

export async function updateItem(
  tx: Tx,
  { moveId, id }: { readonly moveId: RenewalMoveId; readonly id: SubscriptionId },
  fared: { readonly status: Exclude<Outcome, "PENDING">; readonly message: string | null },
): Promise<void> {
  await tx.sql(
    `UPDATE renewal_move_item SET status = $3::text, message = $4::text
     WHERE move_id = $1::uuid AND subscription_id = $2::uuid`,
    [moveId, id, fared.status, fared.message],
  );
}

export async function updateFinished(tx: Tx, id: RenewalMoveId, at: Date): Promise<void> {
  await tx.sql(
    `UPDATE renewal_move SET status = 'DONE', finished_at = $2::timestamptz WHERE id = $1::uuid`,
    [id, at.toISOString()],
  );
}

/** How many have come how far. */
export async function countItems(
  tx: Tx,
  id: RenewalMoveId,
): Promise<Readonly<Record<Outcome, number>>> {
  const rows = await tx.sql(
    `SELECT status, count(*)::int AS count FROM renewal_move_item
     WHERE move_id = $1::uuid GROUP BY status`,
    [id],
  );
  const found = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  return { PENDING: 0, MOVED: 0, REFUSED: 0, ...found };
}

export type RenewalMoveItem = {
  readonly subscriptionId: SubscriptionId;
  readonly customerName: string;
  readonly customerExternalId: string;
  readonly outcome: Outcome;
  readonly message: string | null;
};

/** @param outcome null: of all. */
export async function loadItems(
  tx: Tx,
  id: RenewalMoveId,
  page: {
    readonly outcome: Outcome | null;
    readonly after: SubscriptionId | null;
    readonly limit: number;
  },
): Promise<readonly RenewalMoveItem[]> {
  const rows = await tx.sql(
    `SELECT item.subscription_id, item.status, item.message, customer.name, customer.external_id
     FROM renewal_move_item AS item
     JOIN subscription ON subscription.id = item.subscription_id
     JOIN customer ON customer.id = subscription.customer_id
     WHERE item.move_id = $1::uuid AND ($2::text IS NULL OR item.status = $2::text)
       AND ($3::uuid IS NULL OR item.subscription_id > $3::uuid)
     ORDER BY item.subscription_id LIMIT $4::int`,
    [id, page.outcome, page.after, page.limit],
  );
  return rows.map((row) => ({
    subscriptionId: idFromRow<SubscriptionId>(row.subscription_id),
    customerName: String(row.name),
    customerExternalId: String(row.external_id),
    outcome: row.status as Outcome,
    message: row.message as string | null,
  }));
}

const moveFromRow = (row: Row): RenewalMoveRecord => ({
  id: idFromRow<RenewalMoveId>(row.id),
  organizationId: idFromRow<OrganizationId>(row.organization_id),
  target: row.target as RenewalTarget,
  status: row.status as RenewalMoveRecord["status"],
  reason: String(row.reason),
  requestedBy: String(row.requested_by),
  createdAt: row.created_at as Date,
  finishedAt: row.finished_at as Date | null,
});
