/**
 * Who did what to which thing, and why: written in the transaction of the change, so that the
 * record and the change exist together or not at all. Append-only, by trigger too.
 */
import type { Actor, Context } from "@/lib/context";
import { instantText, jsonColumn, plainColumn, textColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import { type AuditId, type CustomerId, newId } from "@/lib/ids";

export type AuditEntry = {
  /** Such as `wallet.debited`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly customerId?: CustomerId;
  readonly reason?: string;
  /** JSON of the thing before and after; amounts as text. */
  readonly before?: unknown;
  readonly after?: unknown;
};

export const recordAudit = (tx: Tx, ctx: Context, entry: AuditEntry) =>
  recordAudits(tx, [{ ctx, entry }]);

/** Many at once, for set-based writes; each with the context it happened in. */
export async function recordAudits(
  tx: Tx,
  records: readonly { readonly ctx: Context; readonly entry: AuditEntry }[],
): Promise<void> {
  if (records.length === 0) return;
  await tell(
    tx,
    `INSERT INTO audit_record (id, organization_id, customer_id, at, actor_kind, actor_id, actor_name,
       action, entity, entity_id, reason, before, after, request_id)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[],
       $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::jsonb[], $14::text[])`,
    [
      plainColumn(records, () => newId<AuditId>()),
      plainColumn(records, ({ ctx }) => ctx.organizationId),
      plainColumn(records, ({ entry }) => entry.customerId ?? null),
      plainColumn(records, ({ ctx }) => instantText(ctx.recordedAt ?? ctx.at)),
      plainColumn(records, ({ ctx }) => ctx.actor.kind),
      textColumn(records, ({ ctx }) => actorId(ctx.actor)),
      textColumn(records, ({ ctx }) => ctx.actor.name),
      textColumn(records, ({ entry }) => entry.action),
      textColumn(records, ({ entry }) => entry.entity),
      textColumn(records, ({ entry }) => entry.entityId),
      textColumn(records, ({ entry }) => entry.reason),
      jsonColumn(records, ({ entry }) => json(entry.before)),
      jsonColumn(records, ({ entry }) => json(entry.after)),
      textColumn(records, ({ ctx }) => ctx.requestId),
    ],
  );
}

/** The id of who acted: a person or a key; the system has none. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case "staff":
      return actor.userId;
    case "api_key":
      return actor.keyId;
    case "system":
      return null;
  }
}

const json = (value: unknown) =>
  value === undefined
    ? null
    : JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner));
