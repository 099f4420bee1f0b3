/** Setting credits aside for work whose cost is not known yet (SEMANTICS 5.1). */
import type { HoldId } from "@/lib/ids";
import { type Credits, creditsText, MOST_CREDITS, minus, ZERO } from "@/lib/money/credits";
import type { Books, Hold } from "./books";
import { burnDown, type Drawn, sourcesFor } from "./burn-down";
import type { Refusal } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import type { HoldCommand } from "./hold-command";
import { accountOf, refusalByMember } from "./member-limit";
import { type Payable, payingWallets } from "./payers";

/** A hold always ends, at most so much later. */
const LONGEST_MS = 30 * 86_400_000;

/** Reserves the whole amount in burn order, or nothing: a hold is never capped and never owed. */
export function applyHold(draft: Draft, command: HoldCommand): Decision {
  const { amount, walletId, creditUnit, featureId, member, expiresAt } = command;
  const fault = faultOf(command, draft.at);
  if (fault) return refused({ code: "validation_error", ...fault });
  const account = accountOf(draft.members.books, command, draft.at);
  const beyond = refusalByMember(draft.members.books, account, amount);
  if (beyond) return refused(beyond);
  const taken = drawWhole(draft, command, amount);
  if ("code" in taken) return refused(taken);

  const { at } = draft;
  for (const { grant, amount: reserved, decidedBy } of taken) {
    draft.move(grant.id, "available", "held", reserved, { effectiveAt: at, decidedBy });
  }
  const hold: Hold = {
    ...{
      id: draft.mint<HoldId>(),
      transactionId: draft.transactionId,
      walletId,
      creditUnit,
      featureId,
      member,
    },
    ...{ amount, captured: ZERO, released: ZERO, state: "open", expiresAt, createdAt: at },
    memberWindow: account?.windowStart ?? null,
    draws: taken.map((drawn) => ({
      ...{ grantId: drawn.grant.id, walletId: drawn.grant.walletId, amount: drawn.amount },
      ...{ captured: ZERO, released: ZERO, decidedBy: drawn.decidedBy },
    })),
  };
  draft.setHold(hold);
  return done({ amount, holdId: hold.id, use: { featureId, member } });
}

function faultOf({ amount, expiresAt }: HoldCommand, at: Date) {
  if (amount <= ZERO) return { field: "amount", message: "Enter an amount above zero" };
  if (amount > MOST_CREDITS) return { field: "amount", message: "More than one command moves" };
  if (expiresAt <= at) return { field: "expiresAt", message: "A hold must end after it begins" };
  if (expiresAt.getTime() - at.getTime() > LONGEST_MS) {
    return { field: "expiresAt", message: "A hold lasts thirty days at most" };
  }
  return undefined;
}

/**
 * What would pay for the whole amount, in burn order.
 *
 * @param beside what its asker has beside it, for the figures of a refusal.
 * @returns why not, if not all of it is there.
 */
export function drawWhole(
  draft: Draft,
  payable: Payable,
  amount: Credits,
  beside: Credits = ZERO,
): readonly Drawn[] | Refusal {
  const wallets = payingWallets(draft, payable);
  if ("code" in wallets) return wallets;
  const use = { wallets, featureId: payable.featureId, at: draft.at, now: draft.at };
  const { draws, shortfall } = burnDown(sourcesFor(draft.books, use), amount);
  if (shortfall === ZERO) return draws;
  const required = (amount + beside) as Credits;
  const cures = [{ kind: "top_up", credits: creditsText(shortfall) }] as const;
  const available = minus(required, shortfall);
  return { code: "insufficient_credits", required, available, shortfall, cures };
}

/** @returns the hold, or why nothing can be taken from it or given back. */
export function openHold(books: Books, id: HoldId): Hold | Refusal {
  const hold = books.holds.get(id);
  if (hold === undefined) return { code: "not_found", entity: "hold", id };
  if (hold.state === "open") return hold;
  const message = `This hold is over: it was ${hold.state}`;
  return { code: "invalid_state", entity: "hold", state: hold.state, message };
}
