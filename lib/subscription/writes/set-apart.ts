import { transactByKeys } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { isDomainError } from "@/lib/errors";
import type { SubscriptionId } from "@/lib/ids";
import { nextTryAt } from "../rules/next-try";
import { insertOrUpdateFault, loadTries } from "../store/faults";

/** A subscription that could not be advanced, with what was thrown. */
export type Failed = { readonly id: SubscriptionId; readonly reason: unknown };

const MOST_LETTERS = 500;

/**
 * Sets subscriptions apart that could not be advanced at `at`, with the reason: runs pass them by
 * until they are due for another try. A database that does not answer is no fault of theirs.
 */
export async function setApart(failed: readonly Failed[], at: Date): Promise<void> {
  const own = failed.filter(({ reason }) => !isAway(reason));
  if (own.length === 0) return;
  await transactByKeys((tx) => setApartWithin(tx, own, at));
}

/** The same of those that a transaction has left out. */
export async function setApartWithin(tx: Tx, failed: readonly Failed[], at: Date): Promise<void> {
  for (const { id, reason } of failed) {
    const tries = 1 + (await loadTries(tx, id));
    const nextAt = nextTryAt(tries, at);
    await insertOrUpdateFault(tx, { id, reason: wordsOf(reason), tries, at, nextAt });
  }
}

const isAway = (reason: unknown) => isDomainError(reason) && reason.code === "unavailable";

/** What people are told of it; the log has the whole. */
export const wordsOf = (reason: unknown): string =>
  (reason instanceof Error ? reason.message : String(reason)).slice(0, MOST_LETTERS);
