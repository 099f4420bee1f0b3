/** What a command would do: the same rules on the books as they stand, without a lock. Changes nothing. */
import type { Context } from "@/lib/context";
import { gathering } from "@/lib/db/gather";
import { KEY_READS, readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { contentHash } from "./content";
import { applyDue } from "./rules/apply";
import { type Books, instantOf } from "./rules/books";
import { type Changes, changesBetween } from "./rules/changes";
import type { Booked, Command, Outcome } from "./rules/command";
import { Session } from "./session";
import { type Asking, booksKey } from "./store/asking";
import { findWallets, type LoadedBooks, loadBooks } from "./store/books";
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
  const stored = await (tx === KEY_READS ? findBooks(asking) : booksIn(tx, asking));
  const issued = await findIssued(tx, [asking]);

  const at = instantOf(stored, ctx.at);
  const books = applyDue(stored, at, { mint: newId })?.books ?? stored;
  const ground = new Map([[booksKey(asking), books]]);
  const session = new Session({ books: ground, known: new Map(), issued, mint: newId });
  const outcome = session.settle({ ctx, command, hash: contentHash(command, ctx.at) });
  if (!outcome.ok) return { outcome, books };
  const [after = books] = session.changedBooks();
  return { outcome: { ...outcome, changes: changesBetween(books, after, at) }, books };
}

async function booksIn(tx: Tx, asking: Asking): Promise<Books> {
  return booksOf(asking, await loadBooks(tx, await findWallets(tx, [asking]), [asking]));
}

/**
 * Of many who ask in one turn: once each the wallets, their grants and so on. Who asks for a
 * customer that another asks for as well is answered apart: books are read for one command.
 */
const findBooks = gathering(async (askings: readonly Asking[]) => {
  const together = new Map<string, Asking>();
  for (const asking of askings) {
    if (!together.has(booksKey(asking))) together.set(booksKey(asking), asking);
  }
  const first = [...together.values()];
  const loading = findWallets(KEY_READS, first).then((walletsOf) =>
    loadBooks(KEY_READS, walletsOf, first),
  );
  return Promise.all(
    askings.map(async (asking) =>
      together.get(booksKey(asking)) === asking
        ? booksOf(asking, await loading)
        : booksIn(KEY_READS, asking),
    ),
  );
});

function booksOf(asking: Asking, all: LoadedBooks): Books {
  const books = all.get(booksKey(asking));
  if (!books) throw new RangeError("the books asked for were not loaded");
  return books;
}
