import { readSql } from "@/lib/db/transact";
import { type GrantId, idFromRow } from "@/lib/ids";
import { notesOf } from "../store/outcome";

type Notes = Readonly<Record<string, string>>;

/** What callers noted on grants that they gave; those without notes are missing. */
export async function findGrantNotes(
  ids: readonly GrantId[],
): Promise<ReadonlyMap<GrantId, Notes>> {
  if (ids.length === 0) return new Map();
  const rows = await readSql(
    `SELECT credit_grant.id, ${notesOf("t")} AS notes
     FROM credit_grant JOIN ledger_transaction AS t ON t.id = credit_grant.transaction_id
     WHERE credit_grant.id = ANY($1::uuid[]) AND t.kind = 'grant' AND ${notesOf("t")} IS NOT NULL`,
    [[...ids]],
  );
  return new Map(rows.map(({ id, notes }) => [idFromRow<GrantId>(id), notes as Notes]));
}
