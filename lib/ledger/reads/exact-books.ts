/** Books as they are now, each at its customer's own time: what time has done but no one has booked yet is applied. */
import type { Context } from "@/lib/context";
import { findClockTimes } from "@/lib/customer/reads/clock";
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
  const clocks = await findClockTimes(ctx, customerIds);
  const nowOf = (customerId: CustomerId) => clocks.get(customerId) ?? ctx.at;
  const askings = [...new Set(customerIds)].map(
    (customerId): Asking => ({
      organizationId: ctx.organizationId,
      at: nowOf(customerId),
      command: { kind: "expire", customerId, reference: "read" },
    }),
  );
  const tx = { sql: readSql };
  const all = await loadBooks(tx, await findWallets(tx, askings), askings);
  return [...all.values()].map(
    (books) =>
      applyDue(books, instantOf(books, nowOf(books.customerId)), { mint: newId })?.books ?? books,
  );
}
