/** A batch of all or nothing of which anything was refused is refused whole, with what it lacks. */
import type { Context } from "@/lib/context";
import { atInstant } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { type AskedOne, postEachWithin } from "@/lib/ledger/post";
import { askingRest, drawnBy } from "@/lib/ledger/rest-of-credits";
import { minus, plus, sum, ZERO } from "@/lib/money/credits";
import type { ConcludedEvent, ConcludedUse } from "../rules/conclude-event";
import {
  type AskedOfCredits,
  firstUnfit,
  refusalOfBatch,
  type Unfit,
} from "../view/atomic-refusal";
import type { IngestedBatch } from "./ingest-batch";

/**
 * To be thrown within the batch's own transaction: to tell exactly what is missing, what is left is
 * taken as well, and goes back with the rest.
 *
 * @throws DomainError `not_found` for an unknown customer; `insufficient_credits`; `limit_reached`.
 */
export async function refuseUntaken(
  tx: Tx,
  ctx: Context,
  { events }: IngestedBatch,
): Promise<void> {
  const unfit = firstUnfit(events);
  if (unfit) throw refusalOfBatch(events, unfit, await askedOfCredits(tx, ctx, events, unfit));
}

type Own = { readonly event: ConcludedEvent; readonly use: ConcludedUse };

async function askedOfCredits(
  tx: Tx,
  ctx: Context,
  events: readonly ConcludedEvent[],
  unfit: Unfit,
): Promise<AskedOfCredits> {
  const own = sameCredits(events, unfit);
  const lacking = own.filter(({ use }) => !use.isTaken).toSorted(byTime);
  const rest = await postEachWithin(
    tx,
    lacking.map((one) => restOf(ctx, one)),
  );
  const paid = own.map(({ use }) => minus(use.credits, use.overage ?? ZERO));
  return {
    required: sum(own.map(({ use }) => plus(use.credits, use.refusedCredits))),
    available: plus(sum(paid), sum(rest.map(drawnBy))),
  };
}

/** Uses that were taken, or that credits would help, of one customer in one unit. */
const sameCredits = (events: readonly ConcludedEvent[], unfit: Unfit): readonly Own[] =>
  events
    .filter(({ customerId }) => customerId === unfit.event.customerId)
    .flatMap((event) => event.uses.map((use) => ({ event, use })))
    .filter(({ use }) => use.creditUnit === unfit.use.creditUnit)
    .filter(({ use }) => use.isTaken || use.obstacle?.kind === "ledger");

const byTime = ({ event: { event: a } }: Own, { event: { event: b } }: Own) =>
  a.countedAt.getTime() - b.countedAt.getTime() || a.index - b.index;

function restOf(ctx: Context, { event: { event, customerId }, use }: Own): AskedOne {
  if (customerId === null || !use.creditUnit) throw new RangeError("what asks credits has a unit");
  const { featureId, creditUnit, refusedCredits: amount } = use;
  const parts = [{ eventId: event.id, at: event.countedAt, amount }];
  const debit = { kind: "debit", walletId: null, member: null, groupId: null } as const;
  const whose = { customerId, creditUnit, featureId, parts, reference: event.eventId };
  return { ctx: atInstant(ctx, event.arrivedAt), command: askingRest({ ...debit, ...whose }) };
}
