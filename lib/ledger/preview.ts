/** What a command would do: the same rules on the books as they stand, without a lock. Changes nothing. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { contentHash } from "./content";
import { applyDue } from "./rules/apply";
import { type Books, instantOf } from "./rules/books";
import { type Changes, changesBetween } from "./rules/changes";
import type { Booked, Command, Outcome } from "./rules/command";
import { Session } from "./session";
import { type Asking, booksKey } from "./store/asking";
import { findWallets, loadBooks } from "./store/books";
import { findIssued } from "./store/issued";

type Previewed = (Booked & { readonly changes: Changes }) | Extract<Outcome, { ok: false }>;

/** The outcome that `post` would have now, and all that it would change; its reference stays free. */
export async function preview(ctx: Context, command: Command): Promise<Previewed> {
  const { outcome } = await previewOnBooks(ctx, command);
  return outcome;
}

/**
 * With the books that it was decided on, all that is due by now booked.
 *
 * @param tx for whoever has the wallets locked already.
 */
export async function previewOnBooks(
  ctx: Context,
  command: Command,
  tx: Tx = { sql: readSql },
): Promise<{ readonly outcome: Previewed; readonly books: Books }> {
  const asking: Asking = { organizationId: ctx.organizationId, at: ctx.at, command };
  const all = await loadBooks(tx, await findWallets(tx, [asking]), [asking]);
  const issued = await findIssued(tx, [asking]);
  const stored = all.get(booksKey(asking));
  if (!stored) throw new RangeError("the books asked for were not loaded");

  const at = instantOf(stored, ctx.at);
  const books = applyDue(stored, at, { mint: newId })?.books ?? stored;
  const ground = new Map([[booksKey(asking), books]]);
  const session = new Session({ books: ground, known: new Map(), issued, mint: newId });
  const outcome = session.settle({ ctx, command, hash: contentHash(command, ctx.at) });
  if (!outcome.ok) return { outcome, books };
  const [after = books] = session.changedBooks();
  return { outcome: { ...outcome, changes: changesBetween(books, after, at) }, books };
}
