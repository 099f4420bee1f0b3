/** What a command would do: the same rules on the books as they stand, without a lock. Changes nothing. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { newId } from "@/lib/ids";
import { contentHash } from "./content";
import { applyDue } from "./rules/apply";
import { type Books, instantOf } from "./rules/books";
import type { Command, Outcome } from "./rules/command";
import { Session } from "./session";
import { type Asking, booksKey } from "./store/asking";
import { findWallets, loadBooks } from "./store/books";
import { findIssued } from "./store/issued";

/** The outcome that `post` would have now; its reference stays free. */
export async function preview(ctx: Context, command: Command): Promise<Outcome> {
  const { outcome } = await previewOnBooks(ctx, command);
  return outcome;
}

/** With the books that it was decided on, all that is due by now booked. */
export async function previewOnBooks(
  ctx: Context,
  command: Command,
): Promise<{ readonly outcome: Outcome; readonly books: Books }> {
  const asking: Asking = { organizationId: ctx.organizationId, at: ctx.at, command };
  const tx = { sql: readSql };
  const all = await loadBooks(tx, await findWallets(tx, [asking]), [asking]);
  const issued = await findIssued(tx, [asking]);
  const session = new Session({ books: all, known: new Map(), issued, mint: newId });
  const outcome = session.settle({ ctx, command, hash: contentHash(command, ctx.at) });

  const books = all.get(booksKey(asking));
  if (!books) throw new RangeError("the books asked for were not loaded");
  return {
    outcome,
    books: applyDue(books, instantOf(books, ctx.at), { mint: newId })?.books ?? books,
  };
}
