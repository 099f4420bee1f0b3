/**
 * What the world outside will be told. Written in the transaction that made it true, delivered
 * later by a job, so a fact is never announced that was rolled back.
 */
import type { Context } from "@/lib/context";
import { instantText, jsonColumn, plainColumn, textColumn } from "@/lib/db/columns";
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
      plainColumn(messages, () => newId<OutboxId>()),
      ctx.organizationId,
      plainColumn(messages, ({ customerId }) => customerId ?? null),
      textColumn(messages, ({ type }) => type),
      jsonColumn(messages, ({ data }) => JSON.stringify(data)),
      instantText(ctx.recordedAt ?? ctx.at),
    ],
  );
}
