/** A plan's credits and the invoices that they wait for. */
import { plainColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import {
  type CustomerId,
  type GrantId,
  type InvoiceId,
  idFromRow,
  type OrganizationId,
} from "@/lib/ids";

export type WaitingGrant = {
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly grantId: GrantId;
  readonly invoiceId: InvoiceId;
};

/** The invoices may be of this very transaction, and issued later in it. */
export async function insertWaiting(tx: Tx, waiting: readonly WaitingGrant[]): Promise<void> {
  if (waiting.length === 0) return;
  await tell(
    tx,
    `INSERT INTO invoice_grant (grant_id, invoice_id, organization_id, customer_id)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) ON CONFLICT DO NOTHING`,
    [
      plainColumn(waiting, ({ grantId }) => grantId),
      plainColumn(waiting, ({ invoiceId }) => invoiceId),
      plainColumn(waiting, ({ organizationId }) => organizationId),
      plainColumn(waiting, ({ customerId }) => customerId),
    ],
  );
}

/**
 * Whoever pays one of the invoices that a grant waits for waits here for who pays another, and then
 * sees it paid: else neither would be the last.
 */
export async function lockWaiting(tx: Tx, invoiceId: InvoiceId): Promise<void> {
  await tx.sql(
    `SELECT grant_id FROM invoice_grant WHERE grant_id IN
       (SELECT grant_id FROM invoice_grant WHERE invoice_id = $1::uuid)
     ORDER BY grant_id, invoice_id FOR UPDATE`,
    [invoiceId],
  );
}

/** The grants that this invoice's lines or its payment bring, those that wait for others too among them. */
export const GRANTS_OF_INVOICE = `SELECT grant_id FROM invoice_line
    WHERE invoice_id = $1::uuid AND grant_id IS NOT NULL
  UNION SELECT grant_id FROM invoice_grant WHERE invoice_id = $1::uuid`;

/** Whether the grant waits for another invoice that is still to be paid. */
export const WAITS_FOR_ANOTHER = `EXISTS (
    SELECT FROM invoice_grant AS other JOIN invoice ON invoice.id = other.invoice_id
    WHERE other.grant_id = credit_grant.id AND other.invoice_id <> $1::uuid
      AND invoice.status IN ('OPEN', 'UNCOLLECTIBLE'))`;

/** Money that invoices gave back of a fee that nobody has paid yet: what is unpaid, by customer and currency. */
export type UnpaidFee = {
  readonly customerId: CustomerId;
  readonly currency: string;
  readonly invoiceId: InvoiceId;
};

export async function loadUnpaidReturns(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly UnpaidFee[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT invoice.customer_id, invoice.currency, invoice.id
     FROM invoice JOIN invoice_line AS fee ON fee.invoice_id = invoice.id AND fee.kind = 'recurring'
     JOIN invoice_line AS back ON back.customer_id = fee.customer_id AND back.kind = 'credit'
       AND back.charge_id = fee.charge_id AND back.period_end = fee.period_end
       AND back.period_start >= fee.period_start
     JOIN invoice AS later ON later.id = back.invoice_id AND later.status <> 'VOID'
     WHERE invoice.customer_id = ANY($1::uuid[]) AND invoice.status IN ('OPEN', 'UNCOLLECTIBLE')
     ORDER BY invoice.id`,
    [[...new Set(customerIds)]],
  );
  return rows.map((row) => ({
    customerId: idFromRow<CustomerId>(row.customer_id),
    currency: String(row.currency),
    invoiceId: idFromRow<InvoiceId>(row.id),
  }));
}

/** Those of these invoices that are still to be paid; until the transaction ends nobody pays or voids them. */
export async function lockUnpaid(
  tx: Tx,
  ids: readonly InvoiceId[],
): Promise<ReadonlySet<InvoiceId>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.sql(
    `SELECT id FROM invoice WHERE id = ANY($1::uuid[]) AND status IN ('OPEN', 'UNCOLLECTIBLE')
     ORDER BY id FOR SHARE`,
    [[...new Set(ids)]],
  );
  return new Set(rows.map((row) => idFromRow<InvoiceId>(row.id)));
}
