/** What a command would do: the same rules on the books as they stand, without a lock. Changes nothing. */
import type { Context } from "@/lib/context";
import { gathering } from "@/lib/db/gather";
import { KEY_READS, readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { applyDue } from "./rules/apply";
import { type Books, instantOf } from "./rules/books";
import { type Changes, changesBetween } from "./rules/changes";
import type { Booked, Command, Outcome } from "./rules/command";
import { Session } from "./session";
import { type Asking, booksKey } from "./store/asking";
import { findWallets, type LoadedBooks, loadBooks } from "./store/books";
import { findIssued } from "./store/issued";
import { plainKeys, rememberedBooks } from "./store/remembered";

type Previewed = (Booked & { readonly changes: Changes }) | Extract<Outcome, { ok: false }>;

/** The outcome that `post` would have now, and all that it would change; its reference stays free. */
export async function preview(ctx: Context, command: Command): Promise<Previewed> {
  const { outcome } = await previewOnBooks(ctx, command);
  return outcome;
}

/** With the books that it was decided on, all that is due by now booked. */
export async function previewOnBooks(
  ctx: Context,
  command: Command,
): Promise<{ readonly outcome: Previewed; readonly books: Books }> {
  const { outcome, books, after, at } = await decideOnBooks(ctx, command);
  if (!outcome.ok) return { outcome, books };
  return { outcome: { ...outcome, changes: changesBetween(books, after, at) }, books };
}

type Decided = {
  readonly outcome: Outcome;
  readonly books: Books;
  /** The books as the command would leave them. */
  readonly after: Books;
  /** When the command would count. */
  readonly at: Date;
};

/**
 * The same for whoever asks only whether and by what it would be paid.
 *
 * @param tx for whoever has the wallets locked already.
 */
export async function decideOnBooks(
  ctx: Context,
  command: Command,
  tx: Tx = { sql: readSql },
): Promise<Decided> {
  const asking: Asking = { organizationId: ctx.organizationId, at: ctx.at, command };
  const stored = await (tx === KEY_READS ? findBooks(asking) : booksIn(tx, asking));
  const issued = await findIssued(tx, [asking]);

  const at = instantOf(stored, ctx.at);
  const books = applyDue(stored, at, { mint: newId })?.books ?? stored;
  const ground = new Map([[booksKey(asking), books]]);
  const session = new Session({ books: ground, known: new Map(), issued, mint: newId });
  const outcome = session.settle({ ctx, command, hash: NEVER_KEPT });
  const [after = books] = session.changedBooks();
  return { outcome, books, after, at };
}

/** Nothing stands under the reference, and nothing will: no repeat is ever compared with this one. */
const NEVER_KEPT = "";

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
  const loading = loadRemembered(first);
  return Promise.all(
    askings.map(async (asking) =>
      together.get(booksKey(asking)) === asking
        ? booksOf(asking, await loading)
        : booksIn(KEY_READS, asking),
    ),
  );
});

/** The wallets are read, and of their grants what is not remembered: it is from then on. */
async function loadRemembered(askings: readonly Asking[]): Promise<LoadedBooks> {
  const remembered = rememberedBooks();
  const since = remembered.connectionsMade();
  const walletsOf = await findWallets(KEY_READS, askings);
  const plain = plainKeys(walletsOf, askings);
  const recalled = remembered.recall(walletsOf, plain);
  const all = await loadBooks(KEY_READS, walletsOf, askings, recalled);
  const read = new Map([...all].filter(([key]) => !recalled.has(key)));
  remembered.keep({ books: read, walletsOf, plain, writings: [] }, since);
  return all;
}

function booksOf(asking: Asking, all: LoadedBooks): Books {
  const books = all.get(booksKey(asking));
  if (!books) throw new RangeError("the books asked for were not loaded");
  return books;
}
