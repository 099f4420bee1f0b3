/** What earlier invoices owe customers, and later ones take over. */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, type InvoiceId, idFromRow } from "@/lib/ids";
import { type Money, moneyFromRow, NO_MONEY } from "@/lib/money/money";

/** What waits for a customer's next invoices in one currency. */
export type Carried = {
  readonly customerId: CustomerId;
  readonly currency: string;
  /** More than nothing. */
  readonly amount: Money;
};

export async function findCarried(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly Carried[]> {
  const rows = await tx.sql(
    `SELECT line.customer_id, invoice.currency, sum(line.amount)::numeric(38,9)::text AS amount
     FROM invoice_line AS line JOIN invoice ON invoice.id = line.invoice_id
     WHERE line.customer_id = ANY($1::uuid[]) AND line.kind = 'carried'
       AND invoice.status <> 'VOID'
     GROUP BY 1, 2 HAVING sum(line.amount) > 0`,
    [customerIds],
  );
  return rows.map((row) => ({
    customerId: idFromRow<CustomerId>(row.customer_id),
    currency: String(row.currency),
    amount: moneyFromRow(row.amount),
  }));
}

/** What waits for one customer's next invoices in a currency. */
export async function findWaiting(
  tx: Tx,
  customerId: CustomerId,
  currency: string,
): Promise<Money> {
  const carried = await findCarried(tx, [customerId]);
  return carried.find((one) => one.currency === currency)?.amount ?? NO_MONEY;
}

/**
 * What waits for these, for who is about to take it: until the transaction ends, nobody else takes of what these
 * customers have. Asks once where nobody has anything, as most have not.
 */
export async function lockCarried(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly Carried[]> {
  const seen = await findCarried(tx, [...new Set(customerIds)]);
  if (seen.length === 0) return [];
  const owners = [...new Set(seen.map(({ customerId }) => customerId))];
  await tx.sql(
    `SELECT id FROM invoice_line WHERE customer_id = ANY($1::uuid[]) AND kind = 'carried'
       AND amount > 0 ORDER BY id FOR UPDATE`,
    [owners],
  );
  return findCarried(tx, owners);
}

/** Whether another invoice gives back of a fee that this one asks for. */
export async function isGivenBack(tx: Tx, invoiceId: InvoiceId): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 AS one FROM invoice_line AS fee
     JOIN invoice AS later ON later.customer_id = fee.customer_id AND later.status <> 'VOID'
     JOIN invoice_line AS back ON back.invoice_id = later.id AND back.kind = 'credit'
       AND back.charge_id = fee.charge_id AND back.period_end = fee.period_end
       AND back.period_start >= fee.period_start
     WHERE fee.invoice_id = $1::uuid AND fee.kind = 'recurring' LIMIT 1`,
    [invoiceId],
  );
  return rows.length > 0;
}
