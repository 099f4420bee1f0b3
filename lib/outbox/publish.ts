/**
 * What the world outside will be told. Written in the transaction that made it true, delivered
 * later by a job, so a fact is never announced that was rolled back.
 */
import type { Context } from "@/lib/context";
import { type Tx, tell } from "@/lib/db/tx";
import { type CustomerId, newId, type OutboxId } from "@/lib/ids";

export type OutboxMessage = {
  /** Such as `subscription.started` (STACK §4 lists them). */
  readonly type: string;
  readonly customerId?: CustomerId;
  /** JSON; amounts as text. */
  readonly data: unknown;
};

export async function publish(
  tx: Tx,
  ctx: Context,
  messages: readonly OutboxMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await tell(
    tx,
    `INSERT INTO outbox_message (id, organization_id, customer_id, type, data, created_at)
     SELECT id, $2::uuid, customer_id, type, data, $6::timestamptz
     FROM unnest($1::uuid[], $3::uuid[], $4::text[], $5::jsonb[]) AS message (id, customer_id, type, data)`,
    [
      messages.map(() => newId<OutboxId>()),
      ctx.organizationId,
      messages.map((message) => message.customerId ?? null),
      messages.map((message) => message.type),
      messages.map((message) => JSON.stringify(message.data)),
      (ctx.recordedAt ?? ctx.at).toISOString(),
    ],
  );
}
