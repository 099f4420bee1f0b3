/**
 * Writes what a batch booked: one set-based statement for what every command moves, and one
 * each for new grants and for overage lots.
 */
import type { Tx } from "@/lib/db/tx";
import type { Books } from "../rules/books";
import { writeRefills } from "./refills";
import { BOOK_ENTRIES, entryColumns, postingColumns, transactionColumns } from "./write-entries";
import { BOOK_FIGURES, figureColumns } from "./write-figures";
import { insertGrants } from "./write-grants";
import { writeHolds } from "./write-holds";
import { writeLots } from "./write-lots";
import { writeStates } from "./write-states";
import { merge, type Writing } from "./writing";

export type Batch = {
  readonly before: readonly Books[];
  readonly after: readonly Books[];
  readonly writings: readonly Writing[];
};

const BOOK = `WITH ${BOOK_ENTRIES}, ${BOOK_FIGURES} SELECT count(*)::int AS claimed FROM claimed`;

/** @throws ReferenceTaken if another session booked one of the references meanwhile; a retry sees it. */
export async function writeBatch(tx: Tx, { before, after, writings }: Batch): Promise<void> {
  if (writings.length === 0) return;
  const books = merge(after);
  const old = merge(before);
  await insertGrants(tx, writings, books);
  await writeLots(tx, writings, { books, old });
  await writeHolds(tx, writings, { before, after });
  await writeStates(tx, { books, old });
  await writeRefills(tx, { books, old });
  const [row] = await tx.sql(BOOK, [
    ...transactionColumns(writings),
    ...postingColumns(writings),
    ...entryColumns(writings),
    ...figureColumns(writings, { books, old }),
  ]);
  if (row?.claimed !== writings.length) throw new ReferenceTaken();
}

/** A passing fault: tried again, the batch finds the reference booked and answers with that. */
export class ReferenceTaken extends Error {
  override readonly name = "ReferenceTaken";
  /** PostgreSQL's serialization failure, after which every transaction here is tried again. */
  readonly code = "40001";
}
