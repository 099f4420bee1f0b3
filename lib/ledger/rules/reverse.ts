/** Giving back what a transaction took, to the same grants (SEMANTICS 4.3). */
import type { GrantId } from "@/lib/ids";
import { type Credits, max, min, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { hasEnded, type OverageLot, type PastTransaction, type Taking } from "./books";
import type { BurnStep, Refusal, ReverseCommand, Slice } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { daysAfter } from "./grant";
import { heirOf } from "./heir";
import { settleOverage } from "./settle-overage";
import { refusesTo } from "./wallet-state";

/** The kinds of transactions that took credits. */
export const TAKES: readonly string[] = ["debit", "capture"];

/** A reversal in hand: what it gave back, by where it went. */
type Progress = {
  returned: Credits;
  lapsed: Credits;
  invoiced: Credits;
  readonly returnedBy: Map<number, Credits>;
  readonly restored: GrantId[];
  readonly restoreDays: number | null;
};

export function applyReverse(draft: Draft, command: ReverseCommand): Decision {
  const past = draft.books.past.get(command.transactionId);
  if (past === undefined) {
    return refused({ code: "not_found", entity: "transaction", id: command.transactionId });
  }
  const refusal = refusalToReverse(draft, past, command);
  if (refusal) return refused(refusal);

  const progress: Progress = {
    returned: ZERO,
    lapsed: ZERO,
    invoiced: ZERO,
    returnedBy: new Map(),
    restored: [],
    restoreDays: command.restoreDays,
  };
  let left = command.amount ?? leftOf(draft, past);
  for (const { taking, most } of lastDrawnFirst(past, command.slice)) {
    if (left === ZERO) break;
    left = minus(left, giveBackTaking(draft, taking, min(left, most), progress));
  }
  if (progress.returned === ZERO && progress.invoiced === ZERO) return refused(NOTHING_LEFT);
  for (const walletId of new Set(past.takings.map((taking) => taking.walletId))) {
    settleOverage(draft, walletId, draft.at);
  }
  draft.setPast(withReturned(past, progress.returnedBy));
  const { returned, lapsed, invoiced, restored } = progress;
  const grantId = restored[0] ?? null;
  const { usedAt } = command;
  const effectiveAt = usedAt !== undefined && usedAt < draft.at ? usedAt : null;
  return done({ amount: returned, lapsed, invoiced, grantId, reverses: past.id, effectiveAt });
}

/** Given back already, forgiven by a reset, or noted for a credit note. */
const NOTHING_LEFT: Refusal = {
  code: "invalid_state",
  entity: "transaction",
  state: "reversed",
  message: "Nothing of this transaction is left to give back",
};

function refusalToReverse(
  draft: Draft,
  past: PastTransaction,
  { amount, slice }: ReverseCommand,
): Refusal | undefined {
  if (!TAKES.includes(past.kind)) {
    const message = "Only a transaction that took credits can be reversed";
    return { code: "invalid_state", entity: "transaction", state: past.kind, message };
  }
  for (const { walletId } of past.takings) {
    const closed = refusesTo("receive", draft.wallet(walletId));
    if (closed) return closed;
  }
  const left = leftOf(draft, past);
  if (left === ZERO) return NOTHING_LEFT;
  if (slice === undefined && amount !== null && amount > left) {
    return { code: "validation_error", field: "amount", message: "More than was taken" };
  }
  return undefined;
}

/** What of the transaction can still be given back, or noted for a credit note. */
function leftOf(draft: Draft, { takings }: PastTransaction): Credits {
  const lots = new Set(takings.flatMap(({ from }) => ("lotId" in from ? [from.lotId] : [])));
  const forgone = sum([...lots].map((id) => plus(draft.lot(id).credited, draft.lot(id).cleared)));
  return minus(sum(takings.map(({ amount, returned }) => minus(amount, returned))), forgone);
}

/** What one taking may give back at most. */
type Reach = { readonly taking: Taking; readonly most: Credits };

/** The part that was overage returns first; then the draws, last drawn first. */
function lastDrawnFirst({ takings }: PastTransaction, slice: Slice | undefined): readonly Reach[] {
  const backwards = (slice ? within(takings, slice) : takings.map(whole)).toReversed();
  const isOwed = ({ taking }: Reach) => "lotId" in taking.from;
  return [...backwards.filter(isOwed), ...backwards.filter((reach) => !isOwed(reach))];
}

const whole = (taking: Taking): Reach => ({ taking, most: taking.amount });

/** The takings that lie in the slice, each with how much of it does. */
function within(takings: readonly Taking[], { offset, length }: Slice): readonly Reach[] {
  const end = plus(offset, length);
  let start = ZERO;
  return takings.flatMap((taking) => {
    const from = max(start, offset);
    start = plus(start, taking.amount);
    const to = min(start, end);
    return to > from ? [{ taking, most: minus(to, from) }] : [];
  });
}

/** @returns how much of `wanted` this taking accounts for. */
function giveBackTaking(draft: Draft, taking: Taking, wanted: Credits, progress: Progress) {
  const amount = min(wanted, minus(taking.amount, taking.returned));
  if (amount === ZERO) return ZERO;
  const { from, position } = taking;
  if ("lotId" in from)
    return giveBackOverage(draft, draft.lot(from.lotId), taking, amount, progress);
  giveBack(draft, { grantId: from.grantId, amount, position, decidedBy: from.decidedBy }, progress);
  return amount;
}

/** Unsettled: the overage falls. Settled: back to the grants that settled it. Invoiced: noted. Cleared: nothing. */
function giveBackOverage(
  draft: Draft,
  lot: OverageLot,
  { position }: Taking,
  wanted: Credits,
  progress: Progress,
): Credits {
  const open = min(lot.open, wanted);
  if (open > ZERO) {
    const tail = { lotId: lot.id, reverses: position, effectiveAt: draft.at };
    draft.owe(lot.walletId, "consumed", "overage", open, tail);
    note(progress, position, open);
  }
  const settled = min(lot.settled, minus(wanted, open));
  const settlements = unsettle(draft, lot, settled, { position, progress });
  const noted = min(minus(lot.invoiced, lot.credited), minus(minus(wanted, open), settled));
  progress.invoiced = plus(progress.invoiced, noted);
  draft.setLot({
    ...lot,
    settlements,
    open: minus(lot.open, open),
    settled: minus(lot.settled, settled),
    returned: plus(lot.returned, plus(open, settled)),
    credited: plus(lot.credited, noted),
  });
  return plus(plus(open, settled), noted);
}

/** Returns `amount` to the grants that settled the lot, last first; answers what stays settled. */
function unsettle(
  draft: Draft,
  lot: OverageLot,
  amount: Credits,
  { position, progress }: { position: number; progress: Progress },
): OverageLot["settlements"] {
  const kept = [...lot.settlements];
  let left = amount;
  while (left > ZERO) {
    const last = kept.pop();
    if (last === undefined) throw new RangeError(`lot ${lot.id} is settled by nothing`);
    const back = min(last.amount, left);
    if (back < last.amount) kept.push({ ...last, amount: minus(last.amount, back) });
    giveBack(draft, { grantId: last.grantId, amount: back, position, lotId: lot.id }, progress);
    left = minus(left, back);
  }
  return kept;
}

type Back = {
  readonly grantId: GrantId;
  readonly amount: Credits;
  readonly position: number;
  readonly decidedBy?: BurnStep;
  readonly lotId?: OverageLot["id"];
};

/** Consumed → available; what comes back to an ended grant lapses at once, unless it is restored. */
function giveBack(draft: Draft, back: Back, progress: Progress): void {
  const { grantId, amount, position, lotId = null, decidedBy = null } = back;
  const tail = { effectiveAt: draft.at };
  const reverses = position;
  draft.move(grantId, "consumed", "available", amount, { ...tail, reverses, lotId, decidedBy });
  note(progress, position, amount);
  const grant = draft.grant(grantId);
  if (!grant.isVoided && !hasEnded(grant, draft.at)) return;
  if (progress.restoreDays !== null) {
    progress.restored.push(restore(draft, grantId, amount, progress.restoreDays));
    return;
  }
  draft.move(grantId, "available", grant.isVoided ? "voided" : "expired", amount, tail);
  progress.lapsed = plus(progress.lapsed, amount);
}

/** Moves what came back into a new grant. */
function restore(draft: Draft, grantId: GrantId, amount: Credits, days: number): GrantId {
  const tail = { effectiveAt: draft.at };
  const heir = heirOf(draft.grant(grantId), {
    ...{ id: draft.mint<GrantId>(), amount, source: "refund" },
    ...{ effectiveAt: draft.at, expiresAt: daysAfter(draft.at, days) },
  });
  draft.move(grantId, "available", "moved", amount, tail);
  draft.issue(heir, "moved", "available", tail);
  return heir.id;
}

function note(progress: Progress, position: number, amount: Credits): void {
  const before = progress.returnedBy.get(position) ?? ZERO;
  progress.returnedBy.set(position, plus(before, amount));
  progress.returned = plus(progress.returned, amount);
}

const withReturned = (past: PastTransaction, returnedBy: Progress["returnedBy"]) => ({
  ...past,
  takings: past.takings.map((taking) => ({
    ...taking,
    returned: plus(taking.returned, returnedBy.get(taking.position) ?? ZERO),
  })),
});
