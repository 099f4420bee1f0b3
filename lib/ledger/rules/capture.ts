/** Taking what a hold set aside, in part or whole, or more than that (SEMANTICS 5.2). */
import { type Credits, MOST_CREDITS, min, minus, plus, ZERO } from "@/lib/money/credits";
import { type Hold, heldOf } from "./books";
import type { Drawn } from "./burn-down";
import type { Refusal } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { drawWhole, openHold } from "./hold";
import type { CaptureCommand } from "./hold-command";
import { accountOf, refusalByMember } from "./member-limit";
import { endHold, walletsOf } from "./release";
import { refusesTo } from "./wallet-state";

export function applyCapture(draft: Draft, command: CaptureCommand): Decision {
  const { holdId, isFinal } = command;
  const hold = openHold(draft.books, holdId);
  if ("code" in hold) return refused(hold);
  const refusal = refusalToCapture(draft, hold, command);
  if (refusal) return refused(refusal);

  const held = heldOf(hold);
  const amount = command.amount ?? held;
  const beyond = minus(amount, min(amount, held));
  const account = accountOf(draft.members.books, hold, draft.at);
  const limited = refusalByMember(draft.members.books, account, beyond);
  if (limited) return refused(limited);
  const more = drawMore(draft, hold, beyond);
  if ("code" in more) return refused(more);

  consumeHeld(draft, hold, min(amount, held));
  for (const { grant, amount: drawn, decidedBy } of more) {
    const tail = { effectiveAt: draft.at, decidedBy };
    draft.move(grant.id, "available", "consumed", drawn, tail);
  }
  if (account) draft.members.count({ ...account, amount: beyond });
  const isOver = isFinal || amount >= held;
  const rest = isOver ? endHold(draft, holdId, draft.at, "captured") : {};
  const memberWindow = account?.windowStart ?? null;
  return done({ amount, holdId, use: hold, memberWindow, ...rest });
}

function refusalToCapture(
  draft: Draft,
  hold: Hold,
  { amount }: CaptureCommand,
): Refusal | undefined {
  if (amount !== null && amount <= ZERO) {
    return { code: "validation_error", field: "amount", message: "Enter an amount above zero" };
  }
  if (amount !== null && amount > MOST_CREDITS) {
    return { code: "validation_error", field: "amount", message: "More than one command moves" };
  }
  // One that it keeps nothing of any more has given already, whatever it may do now.
  const draws = hold.draws.filter((draw) => heldOf(draw) > ZERO);
  for (const walletId of walletsOf({ draws })) {
    const closed = refusesTo("give", draft.wallet(walletId));
    if (closed) return closed;
  }
  return undefined;
}

/** What pays for more than was held: what may pay now, in burn order, all of it or nothing. */
function drawMore(draft: Draft, hold: Hold, amount: Credits): readonly Drawn[] | Refusal {
  return amount === ZERO ? [] : drawWhole(draft, hold, amount, heldOf(hold));
}

/** In the order it was reserved, whether the grants have ended since or not. */
function consumeHeld(draft: Draft, hold: Hold, amount: Credits): void {
  let left = amount;
  const draws = hold.draws.map((draw) => {
    const taken = min(heldOf(draw), left);
    left = minus(left, taken);
    const tail = { effectiveAt: draft.at, decidedBy: draw.decidedBy };
    draft.move(draw.grantId, "held", "consumed", taken, tail);
    return { ...draw, captured: plus(draw.captured, taken) };
  });
  draft.setHold({ ...hold, captured: plus(hold.captured, amount), draws });
}
