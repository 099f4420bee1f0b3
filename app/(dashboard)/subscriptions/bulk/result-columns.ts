import type { BulkResult } from "@/lib/subscription/schema/bulk";
import type { CsvColumn } from "@/lib/text/csv";

export const RESULT_COLUMNS: readonly CsvColumn<BulkResult>[] = [
  ["external_id", ({ externalId }) => externalId],
  ["customer_id", ({ customerId }) => customerId],
  ["customer", ({ customerName }) => customerName],
  ["outcome", ({ outcome }) => outcome],
  ["message", ({ message }) => message],
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["invoiced", ({ invoiced }) => invoiced],
  ["currency", ({ currency }) => currency],
  ["credits", ({ credits }) => credits[0]?.amount ?? null],
  ["credits_with_payment", ({ pending }) => pending[0]?.amount ?? null],
  ["credit_unit", ({ credits, pending }) => (credits[0] ?? pending[0])?.creditUnit ?? null],
  ["warnings", ({ warnings }) => warnings.join(" ") || null],
];
