/** Events that waited for their customer or feature, decided on once it is there. */
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { readSql, transactHot } from "@/lib/db/transact";
import { advanceCustomers } from "@/lib/subscription/writes/advance-due";
import { lockWaiting, type WaitingPlace, type WhichWaiting } from "../store/waiting-events";
import { replayKept } from "./replay-events";

/** Of one transaction: its customers' wallets are locked meanwhile. */
const CHUNK = 200;

export type Replayed = { readonly looked: number; readonly accepted: number };

/**
 * Decides waiting events at their own time and the prices of then, oldest first, in chunks that
 * commit one by one. What nobody counts still waits on; what was refused is not asked for again.
 *
 * @param options.chunk for tests.
 */
export async function replayWaiting(
  ctx: Context,
  which: WhichWaiting,
  { chunk = CHUNK }: { readonly chunk?: number } = {},
): Promise<Replayed> {
  let after: WaitingPlace | null = null;
  let [looked, accepted] = [0, 0];
  for (;;) {
    const place: WaitingPlace | null = after;
    const done = await replayChunk(ctx, which, { after: place, limit: chunk });
    looked += done.looked;
    accepted += done.accepted;
    if (done.last === null || done.looked < chunk) return { looked, accepted };
    after = done.last;
  }
}

async function replayChunk(
  ctx: Context,
  which: WhichWaiting,
  page: { readonly after: WaitingPlace | null; readonly limit: number },
) {
  await bringUpToDate(ctx, which);
  return retryPassingFaults(() =>
    transactHot(async (tx) => {
      const kept = await lockWaiting(tx, ctx.organizationId, which, page);
      const concluded = await replayKept(tx, ctx, kept);
      const last = kept.at(-1);
      return {
        looked: kept.length,
        accepted: concluded.filter(({ status }) => status === "ACCEPTED").length,
        last: last ? { at: last.occurredAt, id: last.id } : null,
      };
    }),
  );
}

/** Credits that plans owe by now are given before anybody is refused for want of them. */
async function bringUpToDate(ctx: Context, { externalCustomerId, eventName }: WhichWaiting) {
  if (externalCustomerId !== null) return advanceCustomers(ctx, [externalCustomerId]);
  const rows = await readSql(
    `SELECT DISTINCT external_customer_id AS id FROM usage_event
     WHERE organization_id = $1::uuid AND status = 'UNMATCHED' AND event_name = $2::text LIMIT 1000`,
    [ctx.organizationId, eventName],
  );
  return advanceCustomers(
    ctx,
    rows.map(({ id }) => String(id)),
  );
}
