import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { queueJob } from "@/lib/db/queue-job";
import { readSql, transact } from "@/lib/db/transact";
import { DomainError, isDomainError } from "@/lib/errors";
import { idText, newId, type RenewalMoveId, type SubscriptionId } from "@/lib/ids";
import { targetOf } from "../schema/renewal-date";
import type { RenewalMoveInput, RenewalMoveView } from "../schema/renewal-move";
import {
  countMeant,
  findRenewalMove,
  insertItems,
  insertRenewalMove,
  loadPending,
  type RenewalMoveRecord,
  updateFinished,
  updateItem,
} from "../store/renewal-moves";
import { renewalMoveView } from "../view/renewal-move";
import { changeOnce, type Told } from "./change-subscription";
import { moveFingerprint, obstacleOf } from "./dry-run-renewal-move";

const reader = { sql: readSql };

/** Between two questions who is still to be moved. */
const CHUNK = 25;

/**
 * Has the renewal dates of many moved, one after the other, by a job. Who is meant is settled now;
 * each that can be moved is, at the end of its own period, and can be called off until then.
 *
 * @throws DomainError `invalid_state` where nobody is meant, or others are being moved;
 *   `stale_preview` if the fingerprint does not fit.
 */
export function moveRenewalDates(
  ctx: Context,
  { selection, reason, fingerprint, ...day }: RenewalMoveInput,
): Promise<RenewalMoveView> {
  return transact(ctx, async (tx) => {
    const { organizationId, at } = ctx;
    const target = targetOf(day);
    if (!target) throw new RangeError("just one day is to be named");
    const asked = { ctx, of: selection };
    const meant = await countMeant(tx, asked);
    if (fingerprint !== null && fingerprint !== moveFingerprint(target, meant)) {
      throw new DomainError("stale_preview", "It would move others than were shown", {
        preview: null,
      });
    }
    if (meant.total === 0) throw wrongState("empty", "Nobody is meant");
    const id = newId<RenewalMoveId>();
    const move = { id, organizationId, target, reason, requestedBy: ctx.actor.name, createdAt: at };
    if (!(await insertRenewalMove(tx, move))) {
      throw wrongState("running", "Other renewal dates are being moved: wait until they are");
    }
    await insertItems(tx, id, asked);
    await recordAudit(tx, ctx, {
      ...{ action: "renewal_move.started", entity: "renewal_move", entityId: id },
      ...(reason && { reason }),
      after: { id: idText("rmv", id), target, total: meant.total },
    });
    await queueJob(tx, { name: "move-renewal-dates", payload: { moveId: id }, inSeconds: 0 });
    const begun = { ...move, status: "RUNNING", finishedAt: null } as const;
    return renewalMoveView(begun, { PENDING: meant.total, MOVED: 0, REFUSED: 0 }, []);
  });
}

const wrongState = (state: string, message: string) =>
  new DomainError("invalid_state", message, { entity: "renewal_move", state });

/**
 * Moves everybody who is still to be moved, each in a transaction of its own. Whatever stops it,
 * the next run goes on where it stood, and moves nobody twice.
 */
export async function runRenewalMove(
  id: RenewalMoveId,
  contextOf: (move: RenewalMoveRecord) => Context,
): Promise<void> {
  const move = await findRenewalMove(reader, id);
  if (!move || move.status === "DONE") return;
  const ctx = contextOf(move);
  for (;;) {
    const pending = await loadPending(reader, id, CHUNK);
    if (pending.length === 0) break;
    for (const subscriptionId of pending) await moveOne(ctx, move, subscriptionId);
  }
  await transact(ctx, (tx) => updateFinished(tx, id, ctx.at));
}

/** What it comes to is kept with it: moved, or why not. */
async function moveOne(
  ctx: Context,
  { id: moveId, target: renewal, reason }: RenewalMoveRecord,
  id: SubscriptionId,
): Promise<void> {
  const told: Told = {
    ...{ reference: `system:renewal-move:${moveId}:${id}`, digest: moveId, reason },
    ...{ metadata: {}, migrationId: null, renewalMoveId: moveId },
  };
  try {
    await transact(ctx, async (tx) => {
      await changeOnce(tx, ctx, { id, asked: { renewal }, told });
      await updateItem(tx, { moveId, id }, { status: "MOVED", message: null });
    });
  } catch (thrown) {
    if (!isDomainError(thrown) || thrown.code === "unavailable") throw thrown;
    const refused = { status: "REFUSED", message: obstacleOf(thrown) } as const;
    await transact(ctx, (tx) => updateItem(tx, { moveId, id }, refused));
  }
}
