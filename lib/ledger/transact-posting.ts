/** The transactions of the hot paths: what their commands leave of books is remembered once it is kept. */
import { transactByKeys } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { isDomainError } from "@/lib/errors";
import { type Left, rememberedBooks } from "./store/remembered";

/** What the batches of each open transaction left so far. */
const open = new WeakMap<Tx, Left[]>();

/**
 * Runs statements that find each row by an index, commands of the ledger among them: all of it
 * commits, or none. No part of it may be taken back by itself: it would be remembered as kept.
 */
export async function transactPosting<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const remembered = rememberedBooks();
  const since = remembered.connectionsMade();
  const batches: Left[] = [];
  try {
    const result = await transactByKeys((tx) => {
      open.set(tx, batches);
      return run(tx);
    });
    for (const left of batches) remembered.keep(left, since);
    return result;
  } catch (fault) {
    // Perhaps the database that answers next is another, which never heard of the last commits.
    if (!isDomainError(fault)) remembered.clear();
    throw fault;
  }
}

/** Whether what is remembered may be decided on in this transaction. */
export const remembers = (tx: Tx): boolean => open.has(tx);

/** Says what a batch of the transaction leaves, to be remembered if it is kept. */
export function leaveBooks(tx: Tx, left: Left): void {
  open.get(tx)?.push(left);
}
