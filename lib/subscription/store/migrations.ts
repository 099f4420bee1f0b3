/** Migrations of a plan's subscribers to another version of it, and who is still to be moved. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  idFromRow,
  idOrNullFromRow,
  type OrganizationId,
  type PlanId,
  type PlanMigrationId,
  type PlanVersionId,
  type SubscriptionId,
} from "@/lib/ids";
import type { ChangeTime } from "../rules/change-direction";

/** One that could not be moved, and why. */
export type MigrationFailure = {
  readonly subscriptionId: string;
  readonly code: string;
  readonly message: string;
};

export type MigrationRecord = {
  readonly id: PlanMigrationId;
  readonly organizationId: OrganizationId;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
  readonly time: ChangeTime;
  readonly status: "RUNNING" | "DONE";
  readonly total: number;
  readonly moved: number;
  readonly failures: readonly MigrationFailure[];
  readonly lastId: SubscriptionId | null;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

const COLUMNS = `id, organization_id, plan_id, plan_version_id, time, status, total, moved, failures,
  last_id, requested_by, created_at, finished_at`;

/** False if one of the plan is on its way. */
export async function insertMigration(
  tx: Tx,
  migration: Omit<MigrationRecord, "moved" | "failures" | "lastId" | "finishedAt" | "status">,
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO plan_migration (id, organization_id, plan_id, plan_version_id, time, status, total,
       requested_by, created_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, 'RUNNING', $6::int, $7::text,
       $8::timestamptz)
     ON CONFLICT (plan_id) WHERE status = 'RUNNING' DO NOTHING RETURNING id`,
    [
      migration.id,
      migration.organizationId,
      migration.planId,
      migration.planVersionId,
      migration.time,
      migration.total,
      migration.requestedBy,
      migration.createdAt.toISOString(),
    ],
  );
  return rows.length > 0;
}

export async function findMigration(
  tx: Tx,
  id: PlanMigrationId,
): Promise<MigrationRecord | undefined> {
  const [row] = await tx.sql(`SELECT ${COLUMNS} FROM plan_migration WHERE id = $1::uuid`, [id]);
  return row && migrationFromRow(row);
}

/** Of a plan, newest first. */
export async function loadMigrations(
  tx: Tx,
  organizationId: OrganizationId,
  { planId, limit }: { readonly planId: PlanId; readonly limit: number },
): Promise<readonly MigrationRecord[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM plan_migration
     WHERE organization_id = $1::uuid AND plan_id = $2::uuid
     ORDER BY created_at DESC, id DESC LIMIT $3::int`,
    [organizationId, planId, limit],
  );
  return rows.map(migrationFromRow);
}

/** How far it has come; what was moved is counted, so that nothing counts twice. */
export async function updateMigration(
  tx: Tx,
  id: PlanMigrationId,
  progress: {
    readonly lastId: SubscriptionId | null;
    readonly failures: readonly MigrationFailure[];
    /** Null: there is more to do. */
    readonly finishedAt: Date | null;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE plan_migration SET last_id = coalesce($2::uuid, last_id),
       failures = failures || $3::jsonb, finished_at = $4::timestamptz,
       status = CASE WHEN $4::timestamptz IS NULL THEN 'RUNNING' ELSE 'DONE' END,
       moved = (SELECT count(*) FROM subscription_change WHERE migration_id = $1::uuid)
     WHERE id = $1::uuid`,
    [
      id,
      progress.lastId,
      JSON.stringify(progress.failures),
      progress.finishedAt?.toISOString() ?? null,
    ],
  );
}

const TO_MOVE = `organization_id = $1::uuid AND plan_id = $2::uuid AND plan_version_id <> $3::uuid
  AND status IN ('TRIALING', 'ACTIVE', 'PAST_DUE')
  AND NOT EXISTS (SELECT 1 FROM subscription_change AS scheduled
    WHERE scheduled.subscription_id = subscription.id AND scheduled.status = 'SCHEDULED'
      AND scheduled.plan_version_id = $3::uuid)`;

export type ToMove = {
  readonly organizationId: OrganizationId;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
};

/** Those on other versions that renew and are not about to be moved, by id. */
export async function loadIdsToMove(
  tx: Tx,
  { organizationId, planId, planVersionId }: ToMove,
  { after, limit }: { readonly after: SubscriptionId | null; readonly limit: number },
): Promise<readonly SubscriptionId[]> {
  const rows = await tx.sql(
    `SELECT id FROM subscription WHERE ${TO_MOVE} AND ($4::uuid IS NULL OR id > $4::uuid)
     ORDER BY id LIMIT $5::int`,
    [organizationId, planId, planVersionId, after, limit],
  );
  return rows.map(({ id }) => idFromRow<SubscriptionId>(id));
}

export async function countToMove(
  tx: Tx,
  { organizationId, planId, planVersionId }: ToMove,
): Promise<number> {
  const [row] = await tx.sql(`SELECT count(*)::int AS count FROM subscription WHERE ${TO_MOVE}`, [
    organizationId,
    planId,
    planVersionId,
  ]);
  return Number(row?.count);
}

const migrationFromRow = (row: Row): MigrationRecord => ({
  id: idFromRow<PlanMigrationId>(row.id),
  organizationId: idFromRow<OrganizationId>(row.organization_id),
  planId: idFromRow<PlanId>(row.plan_id),
  planVersionId: idFromRow<PlanVersionId>(row.plan_version_id),
  time: row.time as ChangeTime,
  status: row.status as MigrationRecord["status"],
  total: Number(row.total),
  moved: Number(row.moved),
  failures: row.failures as MigrationFailure[],
  lastId: idOrNullFromRow<SubscriptionId>(row.last_id),
  requestedBy: String(row.requested_by),
  createdAt: row.created_at as Date,
  finishedAt: row.finished_at as Date | null,
});
