/** What time alone does next, and in which order what is due at one instant comes (DESIGN §6). */
import type { GrantId, HoldId, RefillId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { type Books, type Grant, hasEnded, isRunning, isScheduled, type Refill } from "./books";

/** At one instant the first of these comes first. */
const ORDER = ["hold_end", "end", "roll", "refill", "start"] as const;

type Change =
  | { readonly change: "hold_end"; readonly holdId: HoldId }
  | { readonly change: "end" | "roll" | "start"; readonly grantId: GrantId }
  | { readonly change: "refill"; readonly refillId: RefillId };
/** A change that is due, at its own instant. */
export type Due = Change & { readonly at: Date };

/** The earliest change that is due at `at`; undefined: nothing is. */
export function nextDue(books: Books, at: Date): Due | undefined {
  let next: Due | undefined;
  for (const grantId of books.burnOrder) {
    const grant = books.grants.get(grantId);
    if (grant !== undefined) next = earlier(next, dueOfGrant(grant, at));
  }
  for (const hold of books.holds.values()) {
    if (hold.state !== "open" || hold.expiresAt > at) continue;
    next = earlier(next, { at: hold.expiresAt, change: "hold_end", holdId: hold.id });
  }
  for (const refill of books.refills.values()) {
    next = earlier(next, dueOfRefill(books, refill, at));
  }
  return next;
}

function dueOfGrant(grant: Grant, at: Date): Due | undefined {
  const { id: grantId, available, effectiveAt, expiresAt } = grant;
  if (isScheduled(grant) && effectiveAt <= at) return { at: effectiveAt, change: "start", grantId };
  if (available === ZERO || expiresAt === null || !hasEnded(grant, at)) return undefined;
  return { at: expiresAt, change: endOf(grant), grantId };
}

/** What only lapses does so first: the cap of a series counts none that end at the same instant. */
const endOf = ({ life }: Grant) => (life !== null && life.rollover !== null ? "roll" : "end");

function dueOfRefill(books: Books, refill: Refill, at: Date): Due | undefined {
  if (!isRunning(books, refill) || refill.nextAt > at) return undefined;
  return { at: refill.nextAt, change: "refill", refillId: refill.id };
}

function earlier(a: Due | undefined, b: Due | undefined): Due | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const apart = b.at.getTime() - a.at.getTime();
  const isFirst = apart < 0 || (apart === 0 && ORDER.indexOf(b.change) < ORDER.indexOf(a.change));
  return isFirst ? b : a;
}
