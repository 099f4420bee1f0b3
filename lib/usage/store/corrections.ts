/** Events that are corrected, and the corrections themselves. */
import type { Context } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type EventId,
  type InvoiceId,
  idFromRow,
  type OrganizationId,
} from "@/lib/ids";
import type { CounterKey } from "../rules/counter-key";
import type { CorrectionView } from "../schema/correction";
import { EVENT_COLUMNS, type EventRecord, eventFromRow } from "./events";

/** Locks one kept event; of another organization there is none. */
export async function lockEvent(
  tx: Tx,
  organizationId: OrganizationId,
  id: EventId,
): Promise<EventRecord | undefined> {
  const [row] = await tx.sql(
    `SELECT ${EVENT_COLUMNS} FROM usage_event
     WHERE id = $1::uuid AND organization_id = $2::uuid FOR UPDATE`,
    [id, organizationId],
  );
  return row && eventFromRow(row);
}

export type CorrectionAnswer = Omit<CorrectionView, "isReplayed">;

export type KnownCorrection = {
  readonly eventId: string;
  readonly contentHash: string;
  readonly answer: CorrectionAnswer;
};

/** What stands under this reference. */
export async function findCorrection(
  tx: Tx,
  { organizationId, origin }: Context,
  reference: string,
): Promise<KnownCorrection | undefined> {
  const [row] = await tx.sql(
    `SELECT event_id, content_hash, answer FROM event_correction
     WHERE organization_id = $1::uuid AND origin = $2::text AND reference = $3::text`,
    [organizationId, origin, reference],
  );
  return (
    row && {
      eventId: String(row.event_id),
      contentHash: String(row.content_hash),
      answer: answerFromRow(row.answer),
    }
  );
}

/** Kept before prices in money were told, it says nothing of them. */
export const answerFromRow = (answer: unknown): CorrectionAnswer => ({
  ...{ owedBack: [], creditNotes: [] },
  ...(answer as CorrectionAnswer),
});

/** The last invoice that asked for use of a charge in a window. */
export async function findAskingInvoice(
  tx: Tx,
  { customerId, priceVersionId, windowStart }: CounterKey,
): Promise<{ readonly id: InvoiceId; readonly number: string | null } | undefined> {
  const [row] = await tx.sql(
    `SELECT invoice.id, invoice.number FROM invoice
     JOIN invoice_line AS line ON line.invoice_id = invoice.id AND line.kind = 'usage'
       AND line.charge_id = $2::uuid AND line.period_start = $3::timestamptz
     WHERE invoice.customer_id = $1::uuid
     ORDER BY invoice.issued_at DESC NULLS LAST, invoice.id DESC LIMIT 1`,
    [customerId, priceVersionId, windowStart.toISOString()],
  );
  return row && { id: idFromRow<InvoiceId>(row.id), number: row.number as string | null };
}

/** How the customer's wallets stand, so that a preview is of these very figures. */
export async function loadFigures(tx: Tx, customerId: CustomerId): Promise<readonly Row[]> {
  return tx.sql(
    `SELECT id::text, available::text AS available, held::text AS held, pending::text AS pending,
       overage::text AS overage
     FROM wallet WHERE customer_id = $1::uuid ORDER BY id`,
    [customerId],
  );
}

/** @returns false if the reference was taken meanwhile. */
export async function insertCorrection(
  tx: Tx,
  ctx: Context,
  correction: {
    readonly eventId: EventId;
    readonly reference: string;
    readonly contentHash: string;
    readonly reason: string;
    readonly answer: CorrectionAnswer;
  },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO event_correction (organization_id, origin, reference, event_id, content_hash, answer,
       reason, actor_kind, actor_name, at)
     VALUES ($1::uuid, $2::text, $3::text, $4::uuid, $5::text, $6::jsonb, $7::text, $8::text, $9::text,
       $10::timestamptz)
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [
      ctx.organizationId,
      ctx.origin,
      correction.reference,
      correction.eventId,
      correction.contentHash,
      JSON.stringify(correction.answer),
      correction.reason,
      ctx.actor.kind,
      ctx.actor.name,
      (ctx.recordedAt ?? ctx.at).toISOString(),
    ],
  );
  return rows.length > 0;
}
