import type { ChangesView } from "@/lib/ledger/schema";

/** The wallets, grants and holds that a new preview shows otherwise than an earlier one did. */
export function changedSince(
  before: ChangesView | undefined,
  after: ChangesView,
): ReadonlySet<string> {
  if (!before) return new Set();
  const told = wordsOf(before);
  return new Set([...wordsOf(after)].flatMap(([id, words]) => (told.get(id) === words ? [] : id)));
}

const wordsOf = ({ wallets, grants, holds }: ChangesView): ReadonlyMap<string, string> =>
  new Map([
    ...wallets.map((wallet) => [wallet.walletId, JSON.stringify(wallet)] as const),
    // What the command makes has another id each time.
    ...grants
      .filter(({ isNew }) => !isNew)
      .map((grant) => [grant.grantId, JSON.stringify(grant)] as const),
    ...holds.map((hold) => [hold.holdId, JSON.stringify(hold)] as const),
  ]);
