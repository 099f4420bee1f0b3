/**
 * Where credits stood at another instant: what stands now, less the movements that do not count
 * then, and with those that time has made but nobody has booked (SEMANTICS §11). Entries alone
 * tell the accounts; what no entry tells of a grant's terms is worked out from them.
 */
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import {
  type Account,
  GRANT_ACCOUNTS,
  type Grant,
  type GrantAccount,
  type OverageLot,
} from "./books";
import type { WalletFigures } from "./command";
import type { Entry } from "./entry";

/** What one entry moved, or many like it. */
export type Movement = Pick<Entry, "grantId" | "lotId" | "from" | "to" | "amount">;

export type Figures = Pick<WalletFigures, "available" | "held" | "pending" | "overage">;

/** Movements to take out of what stands, and movements to add to it. */
export type Revision = {
  readonly undone: readonly Movement[];
  readonly added: readonly Movement[];
};

type Sums = ReadonlyMap<Account, Credits>;

/** What a revision puts into each account, less what it takes out. */
function netOf({ undone, added }: Revision): Sums {
  const net = new Map<Account, Credits>();
  const add = (account: Account, amount: Credits) =>
    net.set(account, plus(net.get(account) ?? ZERO, amount));
  for (const { from, to, amount } of added) {
    add(to, amount);
    add(from, minus(ZERO, amount));
  }
  for (const { from, to, amount } of undone) {
    add(to, minus(ZERO, amount));
    add(from, amount);
  }
  return net;
}

const FIGURES = ["available", "held", "pending"] as const;

/** A wallet's figures under a revision of all its movements. */
export function revisedFigures(figures: Figures, revision: Revision): Figures {
  const net = netOf(revision);
  const [available, held, pending] = FIGURES.map((figure) =>
    plus(figures[figure], net.get(figure) ?? ZERO),
  ) as [Credits, Credits, Credits];
  // What is owed rises by what leaves the account.
  return { available, held, pending, overage: minus(figures.overage, net.get("overage") ?? ZERO) };
}

/** A grant's accounts under a revision of its own movements. */
export function revisedGrant(grant: Grant, revision: Revision): Grant {
  const net = netOf(revision);
  // A grant that was split off another is born out of `moved`; that takes nothing out of its own.
  const born = netOf({
    undone: revision.undone.filter(isBirth),
    added: revision.added.filter(isBirth),
  });
  const accounts = Object.fromEntries(
    GRANT_ACCOUNTS.map((account) => {
      const change = plus(grant[account], net.get(account) ?? ZERO);
      return [account, account === "moved" ? minus(change, born.get("moved") ?? ZERO) : change];
    }),
  ) as Record<GrantAccount, Credits>;
  return { ...grant, ...accounts };
}

const isBirth = ({ from }: Movement) => from === "moved";

/** What was still owed of a lot under a revision of its own movements. */
export const revisedLot = (lot: OverageLot, revision: Revision): OverageLot => ({
  ...lot,
  open: minus(lot.open, netOf(revision).get("overage") ?? ZERO),
});

/** Whether the grant had been given by then: before it, none of its accounts held anything. */
export const isGiven = (grant: Grant) => GRANT_ACCOUNTS.some((account) => grant[account] !== ZERO);

/**
 * The terms that no entry tells, as they were at `at` for these accounts. A payment that came
 * before the grant's own start left no entry: until then such a grant counts as paid.
 */
export function termsAt(grant: Grant, at: Date): Grant {
  const { availableFrom, effectiveAt, expiresAfterDays } = grant;
  const hasStarted = availableFrom !== null && availableFrom <= at;
  const startsByPayment = availableFrom !== null && availableFrom > effectiveAt;
  const isPaid = grant.isPaid && (hasStarted || !startsByPayment);
  const isUnspent = grant.available > ZERO || grant.pending > ZERO;
  return {
    ...grant,
    isPaid,
    // A term in days has no end before it is paid for.
    expiresAt: !isPaid && expiresAfterDays !== null ? null : grant.expiresAt,
    availableFrom: hasStarted ? availableFrom : null,
    isVoided: grant.isVoided && grant.voided > ZERO && !isUnspent,
  };
}
