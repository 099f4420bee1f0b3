/** What a write would do, by doing it and taking all of it back. */
import type { Context } from "@/lib/context";
import { type ColdTx, transact } from "./transact";

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

/** Carries the answer out of a transaction that must not commit. */
class Rehearsed extends Error {
  override readonly name = "Rehearsed";
  constructor(readonly answer: unknown) {
    super("rehearsed");
  }
}
