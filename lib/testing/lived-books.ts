/** All that a customer's books, periods and invoices say, for tests that compare two lives. */
import { readSql } from "@/lib/db/transact";
import { invoicesOf, type Subscribed, walletOf } from "./subscribed";

/** What time has made of it, without what only says who is meant and when it was written down. */
export async function readBooks(own: Subscribed) {
  const { customerId, id } = own;
  const of = (sql: string, whose: string) => readSql(sql, [whose]);
  // Grants of one rank burn by their ids, which no two lives share: together they are alike.
  const grants = await of(
    `SELECT source, effective_at, expires_at, count(*)::int AS grants, sum(amount)::text AS amount,
       sum(pending)::text AS pending, sum(available)::text AS available,
       sum(consumed)::text AS consumed, sum(expired)::text AS expired, sum(moved)::text AS moved
     FROM credit_grant WHERE customer_id = $1::uuid
     GROUP BY source, effective_at, expires_at ORDER BY effective_at, source, expires_at`,
    customerId,
  );
  const booked = await of(
    `SELECT kind, amount::text, effective_at FROM ledger_transaction
     WHERE customer_id = $1::uuid ORDER BY effective_at, kind, amount`,
    customerId,
  );
  const periods = await of(
    `SELECT period_index, starts_at, ends_at, booked_at, invoice_id IS NULL AS is_free
     FROM subscription_period WHERE subscription_id = $1::uuid ORDER BY 1`,
    id,
  );
  const course = await of(
    `SELECT status::text, period_index, current_period_start, current_period_end, next_due_at,
       cardinality(suspended_charges) AS suspended FROM subscription WHERE id = $1::uuid`,
    id,
  );
  const lines = await of(
    `SELECT number, kind, line.description, quantity::text, amount::text, credits::text,
       line.period_start, line.period_end
     FROM invoice JOIN invoice_line AS line ON line.invoice_id = invoice.id
     WHERE invoice.customer_id = $1::uuid ORDER BY number, line.position`,
    customerId,
  );
  const invoices = (await invoicesOf(own)).map(
    ({ number, total, issuedAt, periodStart, periodEnd, billingReason }) => [
      ...[number, total, issuedAt, periodStart, periodEnd, billingReason],
    ],
  );
  return { grants, booked, periods, course, lines, invoices, wallet: await walletOf(own) };
}
