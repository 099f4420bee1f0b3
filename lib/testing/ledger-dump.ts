/** Every row of an organization's ledger, to show that nothing of it changed. */
import { readSql } from "@/lib/db/transact";
import type { OrganizationId } from "@/lib/ids";

const OWN = [
  ...["wallet", "credit_grant", "credit_hold", "overage_lot", "wallet_refill"],
  ...["ledger_transaction", "ledger_entry", "audit_record", "outbox_message"],
];
const BY_CUSTOMER = ["wallet_posting"];

/** By table, each row as JSON; rows in one order. */
export async function dumpLedger(organizationId: OrganizationId): Promise<unknown> {
  const rowsOf = (table: string, where: string) =>
    `(SELECT coalesce(json_agg(t ORDER BY t.text), '[]') FROM (
       SELECT to_jsonb(r)::text AS text FROM ${table} AS r WHERE ${where}) AS t) AS ${table}`;
  const customers = "customer_id IN (SELECT id FROM customer WHERE organization_id = $1::uuid)";
  const holds = "hold_id IN (SELECT id FROM credit_hold WHERE organization_id = $1::uuid)";
  const [row] = await readSql(
    `SELECT ${[
      ...OWN.map((table) => rowsOf(table, "organization_id = $1::uuid")),
      ...BY_CUSTOMER.map((table) => rowsOf(table, customers)),
      rowsOf("hold_draw", holds),
    ].join(", ")}`,
    [organizationId],
  );
  return row;
}
