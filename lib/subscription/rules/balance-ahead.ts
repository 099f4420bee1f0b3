/**
 * What a customer's wallets will hold, day by day, if nobody uses any of it: what is foreseen is
 * booked by the ledger's own rules, on books in memory. Pure.
 */
import type { Id, WalletId } from "@/lib/ids";
import { apply, applyDue } from "@/lib/ledger/rules/apply";
import { type Books, instantOf, type Wallet } from "@/lib/ledger/rules/books";
import { byWalletOrder } from "@/lib/ledger/rules/burn-order";
import type { Command } from "@/lib/ledger/rules/command";
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";

/** Something that will be booked, as the books then stand. */
export type Deed = {
  readonly at: Date;
  readonly commands: (books: Books) => readonly Command[];
};

/** Names what is issued and taken in memory; nothing of it is kept. */
export type Mint = <Name extends Id<string>>() => Name;

/** A local day; `end` is not part of it. */
export type Day = { readonly on: string; readonly end: Date };

/** Available and held less what is owed, at a day's end, by unit. */
export type DayOfBalance = { readonly on: string; readonly balances: ReadonlyMap<string, Credits> };

/** Every day from the one of `from` to the one of `to`, in the zone. */
export function daysBetween(from: Date, to: Date, zone: string): readonly Day[] {
  const last = localDay(to, zone);
  const days: Day[] = [];
  for (let on = localDay(from, zone); on <= last; ) {
    const next = addToDay(on, 1);
    days.push({ on, end: startOfDay(next, zone) });
    on = next;
  }
  return days;
}

/** @param deeds in any order; those of one instant in the order that they are booked in. */
export function balanceAhead(
  before: Books,
  deeds: readonly Deed[],
  { days, mint }: { readonly days: readonly Day[]; readonly mint: Mint },
): readonly DayOfBalance[] {
  const coming = deeds.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let books = before;
  let place = 0;
  return days.map(({ on, end }) => {
    for (let next = coming[place]; next && next.at < end; next = coming[++place]) {
      books = bookedWith(books, next, mint);
    }
    // What ends with the day is the next one's.
    const last = instantOf(books, new Date(end.getTime() - 1));
    books = applyDue(books, last, { mint })?.books ?? books;
    return { on, balances: balancesOf(books) };
  });
}

/** What the ledger would refuse leaves the books as they are. */
function bookedWith(before: Books, { at, commands }: Deed, mint: Mint): Books {
  const due = applyDue(before, instantOf(before, at), { mint })?.books ?? before;
  return commands(due).reduce(
    (books, command) => apply(books, command, { askedAt: at, mint }).books,
    due,
  );
}

function balancesOf({ wallets }: Books): ReadonlyMap<string, Credits> {
  const balances = new Map<string, Credits>();
  for (const { creditUnit, available, held, overage, status } of wallets.values()) {
    if (status === "CLOSED") continue;
    const own = minus(plus(available, held), overage);
    balances.set(creditUnit, plus(balances.get(creditUnit) ?? ZERO, own));
  }
  return balances;
}

/** Where credits go that name no wallet (SEMANTICS 1.1). */
export const receivingWallet = (
  { wallets }: Pick<Books, "wallets">,
  creditUnit: string,
): Wallet | undefined =>
  [...wallets.values()]
    .filter(
      (wallet) =>
        wallet.creditUnit === creditUnit &&
        wallet.status === "ACTIVE" &&
        wallet.featureIds.length === 0,
    )
    .toSorted(byWalletOrder)[0];

/** With the wallets that will be made for credits of these units. */
export function withWallets(books: Books, units: Iterable<string>, mint: Mint): Books {
  const wallets = new Map(books.wallets);
  for (const creditUnit of units) {
    if (receivingWallet({ wallets }, creditUnit)) continue;
    const wallet = { ...EMPTY, id: mint<WalletId>(), creditUnit };
    wallets.set(wallet.id, wallet);
  }
  return { ...books, wallets };
}

const EMPTY = {
  ...{ priority: 50, featureIds: [], shortagePolicy: "REFUSE", overageLimit: null },
  ...{ status: "ACTIVE", createdAt: new Date(0), available: ZERO, held: ZERO, pending: ZERO },
  ...{ overage: ZERO, seq: 0, lastBookedAt: null, hasRefills: false },
} as const satisfies Omit<Wallet, "id" | "creditUnit">;
