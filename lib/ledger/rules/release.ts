/** Giving back what a hold set aside: by command, or because its time is over (SEMANTICS 5.2, 5.3). */
import type { HoldId, WalletId } from "@/lib/ids";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { type Books, type Grant, type Hold, type HoldDraw, heldOf } from "./books";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { openHold } from "./hold";
import type { ReleaseCommand } from "./hold-command";
import { settleOverage } from "./settle-overage";

export function applyRelease(draft: Draft, { holdId }: ReleaseCommand): Decision {
  const hold = openHold(draft.books, holdId);
  if ("code" in hold) return refused(hold);
  const { released, lapsed } = endHold(draft, holdId, draft.at, "released");
  return done({ amount: released, holdId, released, lapsed, use: hold });
}

export type HoldEnd = {
  /** What went back to its grants. */
  readonly released: Credits;
  /** Of it, what lapsed at once, its grant having ended. */
  readonly lapsed: Credits;
};

/**
 * Ends an open hold: what is still held goes back to its grants, last reserved first, and
 * settles what is owed.
 *
 * @param state what becomes of the hold; at its expiry, a grant that ends at the same instant
 *   has not ended yet: holds end first.
 */
export function endHold(
  draft: Draft,
  holdId: HoldId,
  effectiveAt: Date,
  state: "released" | "expired" | "captured",
): HoldEnd {
  const end = giveBackHeld(draft, holdId, effectiveAt, state);
  for (const walletId of walletsOf(draft.hold(holdId))) settleOverage(draft, walletId, effectiveAt);
  return end;
}

/** Ends every open hold that keeps credits of the wallet, their credits in other wallets along. */
export function endHoldsOf(draft: Draft, walletId: WalletId): void {
  for (const hold of openHolds(draft, (draw) => draw.walletId === walletId)) {
    endHold(draft, hold.id, draft.at, "released");
  }
}

/** The open holds with something held that `concerns` names, oldest first. */
export const openHolds = (
  { books }: Draft,
  concerns: (draw: HoldDraw) => boolean,
): readonly Hold[] =>
  [...books.holds.values()]
    .filter(({ state }) => state === "open")
    .filter(({ draws }) => draws.some((draw) => concerns(draw) && heldOf(draw) > ZERO))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));

export const walletsOf = ({ draws }: Pick<Hold, "draws">): readonly WalletId[] => [
  ...new Set(draws.map(({ walletId }) => walletId)),
];

/** As `endHold`, but what is owed is the caller's to settle. */
export function giveBackHeld(
  draft: Draft,
  holdId: HoldId,
  effectiveAt: Date,
  state: Exclude<Hold["state"], "open">,
): HoldEnd {
  const hold = draft.hold(holdId);
  let lapsed: Credits = ZERO;
  for (const draw of hold.draws.toReversed()) {
    const back = heldOf(draw);
    // Its grant may be used up, and then these books do not hold it.
    if (back === ZERO) continue;
    const to = destinationOf(draft.grant(draw.grantId), effectiveAt, state);
    draft.move(draw.grantId, "held", to, back, { effectiveAt });
    if (to !== "available") lapsed = plus(lapsed, back);
  }
  const released = heldOf(hold);
  draft.setHold({
    ...hold,
    ...{ state, released: plus(hold.released, released) },
    draws: hold.draws.map((draw) => ({ ...draw, released: plus(draw.released, heldOf(draw)) })),
  });
  return { released, lapsed };
}

/** What comes back to a grant that is over goes the way of its grant. */
function destinationOf({ isVoided, expiresAt }: Grant, at: Date, state: Hold["state"]) {
  if (isVoided) return "voided";
  if (expiresAt === null || expiresAt > at) return "available";
  const endsJustThen = expiresAt.getTime() === at.getTime() && state === "expired";
  return endsJustThen ? "available" : "expired";
}

/** The hold that time has ended, if it alone explains what was booked. */
export function holdThatEnded(before: Books, { books, entries }: Draft): HoldId | null {
  const [ended, other] = [...before.holds.values()].filter(
    ({ id, state }) => state === "open" && books.holds.get(id)?.state === "expired",
  );
  const isAlone = entries.every(({ from, lotId }) => from === "held" || lotId !== null);
  return ended !== undefined && other === undefined && isAlone ? ended.id : null;
}
