/** What a write would do, by doing it and taking all of it back. */
import type { Context } from "@/lib/context";
import { isPassingFault } from "./retry";
import { type ColdTx, transact } from "./transact";
import type { Tx } from "./tx";

/**
 * Runs `write` in a transaction that is always rolled back; answers what it answered. It waits
 * for the same locks as the real one, so what it tells is what would happen.
 *
 * @throws what `write` throws.
 */
export async function rehearse<T>(ctx: Context, write: (tx: ColdTx) => Promise<T>): Promise<T> {
  try {
    return await transact(ctx, async (tx) => {
      throw new Rehearsed(await write(tx));
    });
  } catch (thrown) {
    if (thrown instanceof Rehearsed) return thrown.answer as T;
    throw thrown;
  }
}

/** The same of a part of a transaction: what `work` does is taken back, and the rest goes on. */
export async function rehearseWithin<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.sql("SAVEPOINT rehearsed");
  try {
    return await work();
  } finally {
    await tx.sql("ROLLBACK TO SAVEPOINT rehearsed");
  }
}

/**
 * Does a part of a transaction so that it may fail by itself: then it is as if it had not been
 * tried, and the rest goes on. Faults that pass are thrown, for the whole is tried again then.
 */
export async function attemptWithin<T>(
  tx: Tx,
  work: (part: Tx) => Promise<T>,
): Promise<{ readonly done: T } | { readonly fault: unknown }> {
  await tx.sql("SAVEPOINT attempted");
  try {
    // Each statement is waited for: a fault of one that was merely sent would be the whole's.
    const done = await work({ sql: tx.sql });
    // What the commit would find wrong with it, too.
    await tx.sql("SET CONSTRAINTS ALL IMMEDIATE");
    await tx.sql("SET CONSTRAINTS ALL DEFERRED");
    await tx.sql("RELEASE SAVEPOINT attempted");
    return { done };
  } catch (fault) {
    if (isPassingFault(fault)) throw fault;
    await tx.sql("ROLLBACK TO SAVEPOINT attempted");
    return { fault };
  }
}

/** Carries the answer out of a transaction that must not commit. */
class Rehearsed extends Error {
  override readonly name = "Rehearsed";
  constructor(readonly answer: unknown) {
    super("rehearsed");
  }
}
