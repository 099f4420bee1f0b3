/** What the ledger took for a customer's events: sums by day that every booking adds to. */
import { readByKeys } from "@/lib/db/transact";
import type { CustomerId } from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";

/**
 * Less what was given back for them, on the customer's local days.
 *
 * @param days the last one excluded.
 */
export async function sumTakenForEvents(
  customerId: CustomerId,
  days: { readonly from: string; readonly to: string },
): Promise<Credits> {
  const [row] = await readByKeys(
    `SELECT coalesce(sum(credits), 0)::numeric(38,9)::text AS credits FROM ledger_day
     WHERE customer_id = $1::uuid AND day >= $2::date AND day < $3::date`,
    [customerId, days.from, days.to],
  );
  return creditsFromRow(row?.credits);
}
