/** What takes a subscription's place at its end, and what a successor has from before it. */
import { type Tx, tell } from "@/lib/db/tx";
import { idFromRow, type PlanVersionId, type SubscriptionId } from "@/lib/ids";
import { loadSettled, type SettledPeriod } from "./commitments";

/** It is changed at its end, which is now: its last close is to know. */
export const updateSuccessorVersion = (
  tx: Tx,
  id: SubscriptionId,
  versionId: PlanVersionId,
): Promise<void> =>
  tell(tx, "UPDATE subscription SET successor_version_id = $2::uuid WHERE id = $1::uuid", [
    id,
    versionId,
  ]);

/** The versions that take the places of those which are changed at their ends. */
export async function loadSuccessorVersions(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, PlanVersionId>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT subscription.id, coalesce(change.plan_version_id, successor_version_id) AS version_id
     FROM subscription
     LEFT JOIN subscription_change AS change ON change.subscription_id = subscription.id
       AND change.status = 'SCHEDULED'
     WHERE subscription.id = ANY($1::uuid[])
       AND coalesce(change.plan_version_id, successor_version_id) IS NOT NULL`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      idFromRow<SubscriptionId>(row.id),
      idFromRow<PlanVersionId>(row.version_id),
    ]),
  );
}

/** What a predecessor left: the last period of its commitment, where that rolled. */
export type LeftBefore = {
  readonly settled: SettledPeriod;
  readonly planVersionId: PlanVersionId;
  readonly startedAt: Date;
};

/** Of each that took another's place. */
export async function loadLeftBefore(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, LeftBefore>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT own.id, own.started_at AS begun, before.id AS before_id, before.plan_version_id,
       before.started_at
     FROM subscription AS own JOIN subscription AS before ON before.id = own.previous_id
     WHERE own.id = ANY($1::uuid[])`,
    [ids],
  );
  const settled = await loadSettled(
    tx,
    rows.map((row) => idFromRow<SubscriptionId>(row.before_id)),
  );
  return new Map(
    rows.flatMap((row): [SubscriptionId, LeftBefore][] => {
      const beforeId = idFromRow<SubscriptionId>(row.before_id);
      const last = settled.find(({ subscriptionId }) => subscriptionId === beforeId);
      const isHandedOn =
        last?.isRolled && last.period.end.getTime() === (row.begun as Date).getTime();
      if (!last || !isHandedOn) return [];
      const planVersionId = idFromRow<PlanVersionId>(row.plan_version_id);
      const left = { settled: last, planVersionId, startedAt: row.started_at as Date };
      return [[idFromRow<SubscriptionId>(row.id), left]];
    }),
  );
}
