/** What a command would change: the books before it against the books after it. For previews. */
import { minus } from "@/lib/money/credits";
import type { Books, Grant, Hold, Wallet } from "./books";

export type Changes = {
  /** When the command would count. */
  readonly at: Date;
  readonly wallets: readonly { readonly before: Wallet; readonly after: Wallet }[];
  /** In the order they burned before; those that the command makes come last, from `null`. */
  readonly grants: readonly { readonly before: Grant | null; readonly after: Grant }[];
  readonly holds: readonly { readonly before: Hold | null; readonly after: Hold }[];
};

/** Both of one customer; what is due by `at` has to be in both. */
export function changesBetween(before: Books, after: Books, at: Date): Changes {
  const known = before.burnOrder.flatMap((id) => after.grants.get(id) ?? []);
  const made = [...after.grants.values()].filter(({ id }) => !before.grants.has(id));
  return {
    at,
    wallets: [...after.wallets.values()].flatMap((wallet) => {
      const was = before.wallets.get(wallet.id);
      return was === undefined || was === wallet ? [] : [{ before: was, after: wallet }];
    }),
    grants: changed([...known, ...made], before.grants),
    holds: changed([...after.holds.values()], before.holds),
  };
}

/** The books share what a command left alone. */
const changed = <Id, Thing extends { readonly id: Id }>(
  now: readonly Thing[],
  before: ReadonlyMap<Id, Thing>,
) =>
  now
    .filter((thing) => before.get(thing.id) !== thing)
    .map((thing) => ({ before: before.get(thing.id) ?? null, after: thing }));

/** More than a quarter of what a wallet has to spend leaves it: people are asked twice. */
export const takesMuch = ({ wallets }: Pick<Changes, "wallets">): boolean =>
  wallets.some(
    ({ before, after }) => minus(before.available, after.available) * 4n > before.available,
  );
