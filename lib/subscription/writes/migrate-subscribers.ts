import { recordAudit } from "@/lib/audit/record";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { queueJob } from "@/lib/db/queue-job";
import { readSql, transact } from "@/lib/db/transact";
import { digestOf } from "@/lib/digest";
import { DomainError, isDomainError, notFound } from "@/lib/errors";
import {
  idText,
  newId,
  type PlanId,
  type PlanMigrationId,
  type PlanVersionId,
  type SubscriptionId,
} from "@/lib/ids";
import type { ChangeTime } from "../rules/change-direction";
import type { MigrateInput, MigrationView } from "../schema/migration";
import { findChangeByReference } from "../store/changes";
import {
  countToMove,
  findMigration,
  insertMigration,
  loadIdsToMove,
  type MigrationFailure,
  type MigrationRecord,
  updateMigration,
} from "../store/migrations";
import { migrationView } from "../view/migration";
import { changeLocked, lockOwner, toldByMigration } from "./change-subscription";

/** Between two notes of how far it is. */
const CHUNK = 25;

const reader = { sql: readSql };

/**
 * Has a plan's subscribers moved to its latest version, one after the other, by a job. Repeatable:
 * only who is not there yet is moved.
 *
 * @throws DomainError `not_found`; `invalid_state` for a plan that was not published, or whose
 *   subscribers are being moved; `stale_preview` if the fingerprint does not fit.
 */
export function migrateSubscribers(ctx: Context, input: MigrateInput): Promise<MigrationView> {
  return transact(ctx, async (tx) => {
    const { organizationId, at } = ctx;
    const { planId, when: time } = input;
    const version = await latestVersion(ctx, planId);
    const toMove = { organizationId, planId, planVersionId: version.id };
    const id = newId<PlanMigrationId>();
    const total = await countToMove(tx, toMove);
    const shown = migrationFingerprint({ planVersionId: version.id, time, total });
    if (input.fingerprint !== undefined && input.fingerprint !== shown) {
      throw new DomainError("stale_preview", "It would move others than were shown", {
        preview: null,
      });
    }
    const asked = { id, ...toMove, time, total, requestedBy: ctx.actor.name, createdAt: at };
    if (!(await insertMigration(tx, asked))) {
      throw wrongState("running", "Subscribers of this plan are being moved already");
    }
    await recordAudit(tx, ctx, {
      ...{ action: "plan.migration_started", entity: "plan", entityId: planId },
      ...(input.reason && { reason: input.reason }),
      after: { planVersionId: idText("plv", version.id), when: time, total },
    });
    const payload = { migrationId: id };
    await queueJob(tx, { name: "migrate-subscribers", payload, inSeconds: 0 });
    const migration = await findMigration(tx, id);
    if (!migration) throw new RangeError(`no migration ${id}`);
    return migrationView(migration);
  });
}

/** Stands for what was shown: which version, when, and how many. */
export const migrationFingerprint = (shown: {
  readonly planVersionId: PlanVersionId;
  readonly time: ChangeTime;
  readonly total: number;
}): string => digestOf(JSON.stringify([shown.planVersionId, shown.time, shown.total])).slice(0, 32);

/** @throws DomainError as `migrateSubscribers`. */
export async function latestVersion(ctx: Context, planId: PlanId) {
  const { planVersions } = await loadCatalog(reader, ctx.organizationId);
  const versions = [...planVersions.values()].filter((version) => version.planId === planId);
  if (versions.length === 0) throw notFound("plan", idText("plan", planId));
  const latest = versions.find(({ status }) => status === "PUBLISHED");
  if (!latest) throw wrongState("draft", "The plan has not been published");
  return latest;
}

const wrongState = (state: string, message: string) =>
  new DomainError("invalid_state", message, { entity: "plan", state });

/**
 * Moves everybody who is still to be moved, each in a transaction of its own. Whatever stops it,
 * the next run goes on where it stood, and moves nobody twice.
 */
export async function runMigration(
  id: PlanMigrationId,
  contextOf: (migration: MigrationRecord) => Context,
): Promise<void> {
  for (;;) {
    const migration = await findMigration(reader, id);
    if (!migration || migration.status === "DONE") return;
    const ctx = contextOf(migration);
    const ids = await loadIdsToMove(reader, migration, { after: migration.lastId, limit: CHUNK });
    const failures: MigrationFailure[] = [];
    for (const subscriptionId of ids) {
      const failure = await moveOne(ctx, migration, subscriptionId);
      if (failure) failures.push(failure);
    }
    const lastId = ids.at(-1) ?? null;
    const finishedAt = ids.length < CHUNK ? ctx.at : null;
    await transact(ctx, (tx) => updateMigration(tx, id, { lastId, failures, finishedAt }));
  }
}

/** @returns why it could not be moved. */
async function moveOne(
  ctx: Context,
  { id: migrationId, planVersionId: toVersion, time: when }: MigrationRecord,
  id: SubscriptionId,
): Promise<MigrationFailure | undefined> {
  try {
    await transact(ctx, async (tx) => {
      await lockOwner(tx, ctx, id);
      const told = toldByMigration(migrationId, id);
      const before = await findChangeByReference(tx, ctx.organizationId, told.reference ?? "");
      if (!before) await changeLocked(tx, ctx, { id, asked: { toVersion, when }, told });
    });
    return undefined;
  } catch (thrown) {
    if (!isDomainError(thrown) || thrown.code === "unavailable") throw thrown;
    const { code, message } = thrown;
    return { subscriptionId: idText("sub", id), code, message };
  }
}
