/** A sum that the ledger keeps, and what its entries say instead. */
import type { Row } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type OrganizationId } from "@/lib/ids";

export type RebuiltAsked = {
  readonly organizationId: OrganizationId;
  /** Local days of the customers, both included. */
  readonly days: { readonly from: string; readonly to: string };
};

export type SumDifference = {
  readonly customerId: CustomerId;
  /** The local day, or the instant that the window begins at. */
  readonly bucket: string;
  /** Empty: of all of them. */
  readonly member: string;
  /** The credit unit; empty: of all of them. */
  readonly split: string;
  readonly stored: string;
  readonly rebuilt: string;
};

export const sumDifference = (row: Row): SumDifference => ({
  customerId: idFromRow<CustomerId>(row.customer_id),
  bucket: String(row.bucket),
  member: String(row.member),
  split: String(row.split),
  stored: String(row.stored),
  rebuilt: String(row.rebuilt),
});

/**
 * SQL for the customers of $1 who have not changed their zone since the day $2, with that zone: which
 * day the use of the others fell into is not known any more.
 */
export const STEADY = `moved AS (
    SELECT customer_id FROM audit_record WHERE organization_id = $1::uuid
      AND action = 'customer.updated' AND at >= ($2::date - 1)::timestamp AT TIME ZONE 'UTC'
      AND before ->> 'timezone' IS DISTINCT FROM after ->> 'timezone'),
  asked AS (
    SELECT id, timezone FROM customer WHERE organization_id = $1::uuid
      AND NOT EXISTS (SELECT FROM moved WHERE moved.customer_id = customer.id))`;
