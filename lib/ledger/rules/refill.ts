/** Credits that come again and again to a wallet, without a plan (SEMANTICS 6.4). */
import { derivedId } from "@/lib/derived-id";
import type { GrantId, RefillId } from "@/lib/ids";
import { MOST_CREDITS, ZERO } from "@/lib/money/credits";
import { boundOf, indexAt } from "@/lib/time/period";
import { later, type Refill } from "./books";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { emptyGrant } from "./empty-grant";
import { settleOverage } from "./settle-overage";
import type { GrantLife } from "./terms";
import type { RefillTerms, StartRefillCommand, StopRefillCommand } from "./wallet-command";
import { refusesTo } from "./wallet-state";

/**
 * Starts a refill. Its first grant is given at once: usable now, for what is left of the period
 * that now falls in, or from the anchor on if that is still to come.
 */
export function applyStartRefill(draft: Draft, command: StartRefillCommand): Decision {
  const { walletId, terms, line, endsAt } = command;
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("receive", wallet);
  if (closed) return refused(closed);
  const start = later(line.anchorAt, draft.at);
  const fault = faultOf(terms) ?? endFault(endsAt, start);
  if (fault) return refused({ code: "validation_error", ...fault });

  const index = indexAt(line, start);
  const id = draft.mint<RefillId>();
  const [firstGrantId, stoppedAt, createdAt] = [null, null, draft.at];
  const counter = { nextIndex: index, nextAt: start };
  draft.setRefill({
    id,
    walletId,
    terms,
    line,
    endsAt,
    firstGrantId,
    stoppedAt,
    createdAt,
    ...counter,
  });
  const grantId = issue(draft, id, start);
  return done({ amount: terms.amount, grantId });
}

/** No further grant comes; a first one that has not started yet comes no more, either. */
export function applyStopRefill(draft: Draft, { refillId }: StopRefillCommand): Decision {
  const refill = draft.books.refills.get(refillId);
  if (refill === undefined) return refused({ code: "not_found", entity: "refill", id: refillId });
  const closed = refusesTo("receive", draft.wallet(refill.walletId));
  if (closed) return refused(closed);
  if (refill.nextAt === null) {
    const state = refill.stoppedAt === null ? "ended" : "stopped";
    const message = "No further grant comes of this refill";
    return refused({ code: "invalid_state", entity: "refill", state, message });
  }
  draft.setRefill({ ...refill, nextAt: null, stoppedAt: draft.at });
  const first = refill.firstGrantId && draft.books.grants.get(refill.firstGrantId);
  if (!first || first.pending === ZERO) return done({ amount: ZERO, grantId: refill.firstGrantId });
  draft.setGrant(first.id, { isVoided: true });
  draft.move(first.id, "pending", "voided", first.pending, { effectiveAt: draft.at });
  return done({ amount: first.pending, grantId: first.id });
}

/** Issues the grant of the period that begins at `at`. */
export function issueRefill(draft: Draft, refillId: RefillId, at: Date): void {
  issue(draft, refillId, at);
}

function issue(draft: Draft, refillId: RefillId, at: Date): GrantId {
  const refill = draft.refill(refillId);
  const { line, walletId, firstGrantId, endsAt } = refill;
  const { rollover: _, reset: __, ...terms } = refill.terms;
  // Not counted on: where a zone once skipped a day, its period is empty.
  const index = indexAt(line, at);
  const next = boundOf(line, index + 1);
  const sourceReference = `${refillId}:${index}`;
  // Whoever looks before it is booked sees the grant that will be booked.
  const id = derivedId<GrantId>(["refill", sourceReference]);
  const told = {
    ...terms,
    source: "refill" as const,
    sourceReference,
    effectiveAt: at,
    expiresAt: next,
    expiresAfterDays: null,
    parentGrantId: firstGrantId,
    life: lifeOf(refill, index),
  };
  const starts = at <= draft.at;
  // As of its own instant, whenever it is booked: the burn order must not depend on that.
  const createdAt = starts ? at : draft.at;
  const availableFrom = starts ? at : null;
  const grant = { walletId, createdAt, isPaid: true, ...emptyGrant(id, told), availableFrom };
  draft.issue(grant, "issued", starts ? "available" : "pending", { effectiveAt: createdAt });
  const isOver = endsAt !== null && next >= endsAt;
  draft.setRefill({
    ...refill,
    firstGrantId: firstGrantId ?? id,
    nextIndex: index + 1,
    nextAt: isOver ? null : next,
  });
  if (starts) settleOverage(draft, walletId, at, next <= draft.at ? next : null);
  return id;
}

function faultOf({ amount, reset, rollover }: RefillTerms) {
  if (amount <= ZERO) return { field: "amount", message: "Enter an amount above zero" };
  if (amount > MOST_CREDITS) return { field: "amount", message: "More than one command moves" };
  if (reset !== null && reset.min > reset.max) {
    return { field: "reset", message: "The least is more than the most" };
  }
  if (rollover !== null && rollover.periods < 1) {
    return { field: "rollover", message: "What is kept lives for one period at least" };
  }
  return undefined;
}

const endFault = (endsAt: Date | null, start: Date) =>
  endsAt !== null && endsAt <= start
    ? { field: "endsAt", message: "Ends before its first grant comes" }
    : undefined;

function lifeOf({ id, terms, line }: Refill, index: number): GrantLife | null {
  const { rollover, reset } = terms;
  if (rollover === null) return reset && { seriesId: id, rollover, reset };
  const { keeps, places, periods } = rollover;
  const expiresAt = boundOf(line, index + 1 + periods);
  return { seriesId: id, rollover: { keeps, places, expiresAt }, reset };
}
