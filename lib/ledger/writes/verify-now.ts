/** Verification asked for by a person: queued here, done by a job, so that nobody waits for it. */
import type { Context } from "@/lib/context";
import { readSql, transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { verifyLedger } from "../reads/verify";
import { findVerification } from "../reads/verify-results";
import type { DifferenceView, VerificationView } from "../schema/verification";
import {
  type CheckId,
  failCheck,
  findUnfinished,
  finishCheck,
  insertAsked,
  startCheck,
} from "../store/checks";

/** A run that has not ended by then never will: its process is gone. */
const PATIENCE_MS = 15 * 60_000;

/** Queues a run over the organization's ledger, unless one is under way, and tells how it stands. */
export async function verifyNow(ctx: Context): Promise<VerificationView> {
  await transactHot(async (tx) => {
    await giveUpStale(tx, ctx);
    const by = ctx.actor.name;
    const { organizationId, at } = ctx;
    const id = await insertAsked(tx, { organizationId, by, at });
    if (id === undefined) return;
    await tx.sql(
      `SELECT graphile_worker.add_job('verify-organization', json_build_object('checkId', $1::text),
         max_attempts => 3)`,
      [id],
    );
  });
  return findVerification(ctx);
}

async function giveUpStale(tx: Tx, { organizationId, at }: Context): Promise<void> {
  const open = await findUnfinished(tx, organizationId);
  if (open === undefined || at.getTime() - open.askedAt.getTime() < PATIENCE_MS) return;
  await failCheck(tx, open.id, at, "The run was not finished");
}

/**
 * Does a run that was asked for, and keeps its result.
 *
 * @param at the instant at which it was taken up.
 * @returns what differs; empty if it had been done before.
 */
export async function runCheck(id: CheckId, at: Date): Promise<readonly DifferenceView[]> {
  const db: Tx = { sql: readSql };
  const organizationId = await startCheck(db, id, at);
  if (organizationId === undefined) return [];
  const began = performance.now();
  try {
    const { differences, ...counts } = await verifyLedger(organizationId);
    const durationMs = Math.round(performance.now() - began);
    await finishCheck(db, id, { counts, differences, durationMs });
    return differences;
  } catch (fault) {
    await failCheck(db, id, at, "The run broke off; the log tells why");
    throw fault;
  }
}
