/** What a refused call must leave: the one error body (API.md §1.5), and every table as it was. */
import * as z from "zod";
import { readSql } from "@/lib/db/transact";

export const ErrorBody = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  message: z.string(),
  http_status_code: z.int(),
  details: z.record(z.string(), z.unknown()),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
  success: z.literal(false),
  error: z.strictObject({ message: z.string(), internal_error: z.string() }),
});

const TABLES = [
  ...["customer", "feature", "credit_cost", "plan", "plan_version", "charge", "plan_grant"],
  ...[
    "entitlement",
    "wallet",
    "credit_grant",
    "credit_hold",
    "hold_draw",
    "overage_lot",
    "wallet_refill",
    "ledger_transaction",
    "ledger_entry",
  ],
  ...["wallet_posting", "invoice", "invoice_line", "payment", "subscription"],
  ...["usage_event", "usage_event_key", "usage_day", "audit_record", "outbox_message"],
];

/** How many rows each table of the organization's books has. */
export async function countAll(): Promise<unknown> {
  const counts = TABLES.map((table) => `(SELECT count(*) FROM ${table})::int AS ${table}`);
  const [row] = await readSql(`SELECT ${counts.join(", ")}`);
  return row;
}
