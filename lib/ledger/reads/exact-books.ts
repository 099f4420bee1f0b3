/** Books as they are at an instant: what time has done but no one has booked yet is applied. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, newId } from "@/lib/ids";
import { applyDue } from "../rules/apply";
import { type Books, instantOf } from "../rules/books";
import type { Asking } from "../store/asking";
import { findWallets, loadBooks } from "../store/books";

export async function loadExactBooks(
  ctx: Context,
  customerIds: readonly CustomerId[],
): Promise<readonly Books[]> {
  if (customerIds.length === 0) return [];
  const { organizationId, at } = ctx;
  const askings = [...new Set(customerIds)].map(
    (customerId): Asking => ({
      organizationId,
      at,
      command: { kind: "expire", customerId, reference: "read" },
    }),
  );
  const tx = { sql: readSql };
  const all = await loadBooks(tx, await findWallets(tx, askings), askings);
  return [...all.values()].map(
    (books) => applyDue(books, instantOf(books, at), { mint: newId })?.books ?? books,
  );
}
