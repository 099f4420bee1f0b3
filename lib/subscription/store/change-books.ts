/** What a change must see of the books: what was asked for the period, and what its credits came to. */
import type { Tx } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type GrantId,
  type InvoiceId,
  idFromRow,
  idOrNullFromRow,
  type ProductId,
  type SubscriptionId,
  type WalletId,
} from "@/lib/ids";
import type { BillingMethod } from "@/lib/invoicing/rules/billing";
import type { FiguresView } from "@/lib/ledger/schema";
import { figuresView } from "@/lib/ledger/view";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import { type Money, moneyFromRow, NO_MONEY } from "@/lib/money/money";
import type { AskedFee } from "../rules/change-credit";
import type { BillingCycle } from "../rules/subscription";
import { billingFromRow } from "../store";

/** A fee and the invoice that asked for it. */
export type InvoicedFee = AskedFee & {
  readonly invoice: {
    readonly id: InvoiceId;
    readonly number: string | null;
    /** Null: all that it asks for. Else what was paid of it, or taken over from earlier invoices. */
    readonly paid: Money | null;
  };
};

/** Fees that were asked in advance for a time that `at` falls into; a void invoice asks for nothing. */
export async function loadAskedFees(
  tx: Tx,
  subscriptionId: SubscriptionId,
  at: Date,
): Promise<readonly InvoicedFee[]> {
  const rows = await tx.sql(
    `SELECT line.charge_id, line.description, line.amount::text AS amount, line.period_start,
       line.period_end, invoice.id, invoice.number,
       CASE WHEN invoice.status <> 'PAID' THEN (invoice.paid - (
         SELECT coalesce(sum(taken.amount), 0) FROM invoice_line AS taken
         WHERE taken.invoice_id = invoice.id AND taken.amount < 0))::text END AS paid
     FROM invoice JOIN invoice_line AS line ON line.invoice_id = invoice.id
     WHERE invoice.subscription_id = $1::uuid AND invoice.status NOT IN ('VOID', 'UNCOLLECTIBLE')
       AND line.kind = 'recurring' AND line.period_start <= $2::timestamptz
       AND line.period_end > $2::timestamptz
     ORDER BY invoice.created_at, invoice.id, line.position`,
    [subscriptionId, at.toISOString()],
  );
  return rows.map((row) => ({
    chargeId: idOrNullFromRow<ChargeId>(row.charge_id),
    description: String(row.description),
    amount: moneyFromRow(row.amount),
    period: { start: row.period_start as Date, end: row.period_end as Date },
    invoice: {
      id: idFromRow<InvoiceId>(row.id),
      number: row.number as string | null,
      paid: row.paid === null ? null : moneyFromRow(row.paid),
    },
  }));
}

/** The invoice of its last close, if that had something to ask: it tells what was used, too. */
export async function findEndInvoice(tx: Tx, id: SubscriptionId): Promise<InvoiceId | null> {
  const [row] = await tx.sql(
    `SELECT id FROM invoice
     WHERE subscription_id = $1::uuid AND reference = 'subscription:' || $1::text || ':end'`,
    [id],
  );
  return row ? idFromRow<InvoiceId>(row.id) : null;
}

/** A grant as the ledger has it. */
export type LiveGrant = {
  readonly id: GrantId;
  readonly name: string;
  readonly source: string;
  readonly creditUnit: string;
  readonly amount: Credits;
  /** Available or pending. */
  readonly unspent: Credits;
  readonly held: Credits;
  readonly expiresAt: Date | null;
};

const GRANT_COLUMNS = `credit_grant.id, credit_grant.name, credit_grant.source, wallet.credit_unit,
  credit_grant.amount::text AS amount, credit_grant.held::text AS held, credit_grant.expires_at,
  (credit_grant.available + credit_grant.pending)::text AS unspent`;

const grantFromRow = (row: Record<string, unknown>): LiveGrant => ({
  id: idFromRow<GrantId>(row.id),
  name: String(row.name),
  source: String(row.source),
  creditUnit: String(row.credit_unit),
  amount: creditsFromRow(row.amount),
  unspent: creditsFromRow(row.unspent),
  held: creditsFromRow(row.held),
  expiresAt: row.expires_at as Date | null,
});

/**
 * The grants that these occurrences issued, spent or not, with what has rolled over of them since:
 * a rollover's amount is part of its parent's.
 */
export async function loadIssuedGrants(
  tx: Tx,
  customerId: CustomerId,
  sourceReferences: readonly string[],
): Promise<readonly (LiveGrant & { readonly isRoot: boolean })[]> {
  if (sourceReferences.length === 0) return [];
  const rows = await tx.sql(
    `WITH RECURSIVE own AS (
       SELECT id, true AS is_root FROM credit_grant
       WHERE customer_id = $1::uuid AND source IN ('plan', 'trial', 'add_on')
         AND source_reference = ANY($2::text[])
       UNION ALL
       SELECT heir.id, false FROM own JOIN credit_grant AS heir
         ON heir.parent_grant_id = own.id AND heir.source = 'rollover'
         AND heir.customer_id = $1::uuid)
     SELECT ${GRANT_COLUMNS}, own.is_root FROM own
     JOIN credit_grant ON credit_grant.id = own.id
     JOIN wallet ON wallet.id = credit_grant.wallet_id
     ORDER BY credit_grant.effective_at, credit_grant.id`,
    [customerId, sourceReferences],
  );
  return rows.map((row) => ({ ...grantFromRow(row), isRoot: row.is_root === true }));
}

/** All that the customer has left, whatever it came from. */
export async function loadLiveGrants(
  tx: Tx,
  customerId: CustomerId,
): Promise<readonly LiveGrant[]> {
  const rows = await tx.sql(
    `SELECT ${GRANT_COLUMNS} FROM credit_grant
     JOIN wallet ON wallet.id = credit_grant.wallet_id
     WHERE credit_grant.customer_id = $1::uuid AND credit_grant.live
     ORDER BY credit_grant.effective_at, credit_grant.id`,
    [customerId],
  );
  return rows.map(grantFromRow);
}

/** What of a subscription its course does not tell, and its successor takes over. */
export type Inherited = {
  readonly billingCycle: BillingCycle;
  readonly billing: BillingMethod;
  readonly productId: ProductId;
  readonly metadata: Readonly<Record<string, string>>;
};

export async function loadInherited(tx: Tx, id: SubscriptionId): Promise<Inherited> {
  const [row] = await tx.sql(
    `SELECT billing_cycle::text AS billing_cycle, product_id, metadata, net_days, po_number, grant_on
     FROM subscription
     WHERE id = $1::uuid`,
    [id],
  );
  if (!row) throw new RangeError(`no subscription ${id}`);
  return {
    billingCycle: row.billing_cycle as BillingCycle,
    billing: billingFromRow(row),
    productId: idFromRow<ProductId>(row.product_id),
    metadata: row.metadata as Record<string, string>,
  };
}

/** An invoice that was just issued: what stands on it, and what it asks for. */
export async function loadIssued(tx: Tx, invoiceId: InvoiceId | null) {
  if (invoiceId === null) return { total: NO_MONEY, dueAt: null, lines: [] };
  const [invoice] = await tx.sql(
    "SELECT total::text AS total, due_at FROM invoice WHERE id = $1::uuid",
    [invoiceId],
  );
  const rows = await tx.sql(
    `SELECT kind, description, amount::text AS amount FROM invoice_line
     WHERE invoice_id = $1::uuid ORDER BY position`,
    [invoiceId],
  );
  const lines = rows.map((row) => ({
    kind: String(row.kind),
    description: String(row.description),
    amount: moneyFromRow(row.amount),
  }));
  return { total: moneyFromRow(invoice?.total), dueAt: invoice?.due_at as Date | null, lines };
}

export type WalletStanding = {
  readonly id: WalletId;
  readonly name: string;
  readonly creditUnit: string;
  readonly figures: FiguresView;
};

export async function loadStandings(
  tx: Tx,
  customerId: CustomerId,
): Promise<readonly WalletStanding[]> {
  const rows = await tx.sql(
    `SELECT id, name, credit_unit, available::text AS available, held::text AS held,
       pending::text AS pending, overage::text AS overage
     FROM wallet WHERE customer_id = $1::uuid AND status <> 'CLOSED' ORDER BY priority, id`,
    [customerId],
  );
  return rows.map((row) => ({
    id: idFromRow<WalletId>(row.id),
    name: String(row.name),
    creditUnit: String(row.credit_unit),
    figures: figuresView({
      available: creditsFromRow(row.available),
      held: creditsFromRow(row.held),
      pending: creditsFromRow(row.pending),
      overage: creditsFromRow(row.overage),
    }),
  }));
}
