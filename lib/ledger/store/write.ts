/** Writes what a batch booked, each table in one set-based statement. */
import type { Tx } from "@/lib/db/tx";
import type { Books } from "../rules/books";
import { writeRefills } from "./refills";
import { addToDays } from "./write-days";
import { insertTransactions } from "./write-entries";
import { updateFigures } from "./write-figures";
import { insertGrants } from "./write-grants";
import { writeHolds } from "./write-holds";
import { writeLots } from "./write-lots";
import { writeMemberUse } from "./write-members";
import { writeStates } from "./write-states";
import { merge, type Writing } from "./writing";

export type Batch = {
  readonly before: readonly Books[];
  readonly after: readonly Books[];
  readonly writings: readonly Writing[];
};

export async function writeBatch(tx: Tx, { before, after, writings }: Batch): Promise<void> {
  if (writings.length === 0) return;
  const books = merge(after);
  const old = merge(before);
  await insertGrants(tx, writings, books);
  await writeLots(tx, writings, { books, old });
  await writeHolds(tx, writings, { before, after });
  await writeStates(tx, { books, old });
  await writeRefills(tx, { books, old });
  await insertTransactions(tx, writings);
  await addToDays(tx, writings);
  await writeMemberUse(tx, writings);
  await updateFigures(tx, writings, { books, old });
}
