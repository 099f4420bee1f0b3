/**
 * Who did what to which thing, and why: written in the transaction of the change, so that the
 * record and the change exist together or not at all. Append-only, by trigger too.
 */
import type { Actor, Context } from "@/lib/context";
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
  const column = <T>(read: (ctx: Context, entry: AuditEntry) => T) =>
    records.map(({ ctx, entry }) => read(ctx, entry));
  await tell(
    tx,
    `INSERT INTO audit_record (id, organization_id, customer_id, at, actor_kind, actor_id, actor_name,
       action, entity, entity_id, reason, before, after, request_id)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[],
       $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::jsonb[], $14::text[])`,
    [
      records.map(() => newId<AuditId>()),
      column((ctx) => ctx.organizationId),
      column((_, entry) => entry.customerId ?? null),
      column((ctx) => (ctx.recordedAt ?? ctx.at).toISOString()),
      column((ctx) => ctx.actor.kind),
      column((ctx) => actorId(ctx.actor)),
      column((ctx) => ctx.actor.name),
      column((_, entry) => entry.action),
      column((_, entry) => entry.entity),
      column((_, entry) => entry.entityId),
      column((_, entry) => entry.reason ?? null),
      column((_, entry) => json(entry.before)),
      column((_, entry) => json(entry.after)),
      column((ctx) => ctx.requestId),
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
