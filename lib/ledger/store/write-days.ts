/** What a batch took and gave back for events, added to its customers' days. */
import { instantText, plainColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import { type Credits, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import { causeOf, type Writing } from "./writing";

/** Sorted, so that a repair of many customers' days and a batch never wait crosswise. */
const ADD = `INSERT INTO ledger_day AS kept (organization_id, customer_id, day, credits)
  SELECT organization_id, customer_id, day, sum(credits) FROM (
    SELECT d.organization_id, d.customer_id, d.credits, (d.at AT TIME ZONE (SELECT timezone
      FROM customer WHERE customer.id = d.customer_id))::date AS day
    FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::numeric[])
      AS d (organization_id, customer_id, at, credits)
  ) AS taken
  GROUP BY 1, 2, 3 ORDER BY 2, 3
  ON CONFLICT (customer_id, day) DO UPDATE SET credits = kept.credits + excluded.credits`;

/** Under the locks of the customers' wallets. */
export async function addToDays(tx: Tx, writings: readonly Writing[]): Promise<void> {
  const rows = writings.filter((writing) => causeOf(writing)?.kind === "usage");
  if (rows.length === 0) return;
  await tell(tx, ADD, [
    plainColumn(rows, ({ ctx }) => ctx.organizationId),
    plainColumn(rows, ({ command }) => command.customerId),
    plainColumn(rows, ({ transaction }) => instantText(transaction.effectiveAt)),
    plainColumn(rows, (writing) => creditsText(consumedBy(writing))),
  ]);
}

/** Less what was given back. A settlement of overage by a grant comes to nothing. */
function consumedBy({ transaction }: Writing): Credits {
  let consumed = ZERO;
  for (const { from, to, amount } of transaction.entries) {
    if (to === "consumed") consumed = plus(consumed, amount);
    if (from === "consumed") consumed = minus(consumed, amount);
  }
  return consumed;
}
