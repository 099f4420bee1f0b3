/** What was done to a thing of the catalogue, from the audit log. */
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type AuditId, idFromRow, idText } from "@/lib/ids";
import { fieldChanges } from "../rules/field-changes";
import { gatherSaves } from "../rules/gather-saves";
import { wordingOf } from "../rules/wording";
import type { HistoryPage, ThingKind } from "../schema/history";

type Asked = {
  readonly entity: ThingKind;
  /** Its inner id. */
  readonly id: string;
  /** `nextCursor` of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
};

/**
 * Newest first; saves of a draft in one sitting are one.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listHistory(
  ctx: Context,
  { entity, id, cursor, limit }: Asked,
): Promise<HistoryPage> {
  const after = cursor === null ? null : readCursor(cursor);
  const rows = await readSql(
    `SELECT id, at, actor_name, action, entity, reason, before, after FROM audit_record
     WHERE organization_id = $1::uuid AND entity_id = $2::text AND entity = $3::text
       AND entity IN ('plan', 'feature', 'pack', 'product')
       AND ($4::timestamptz IS NULL OR (at, id) < ($4::timestamptz, $5::uuid))
     ORDER BY at DESC, id DESC LIMIT $6::int + 1`,
    [ctx.organizationId, id, entity, after?.key ?? null, after?.id ?? null, limit],
  );
  const last = rows[limit - 1];
  const isMore = rows.length > limit && last !== undefined;
  const acts = gatherSaves(
    rows.slice(0, limit).map(actFromRow),
    ({ action }) => action === "plan.draft_updated",
  );
  return {
    items: acts.map((act) => ({ ...act, changes: fieldChanges(act.before, act.after) })),
    nextCursor: isMore
      ? cursorText({
          key: (last.at as Date).toISOString(),
          id: idFromRow<AuditId>(last.id),
        })
      : null,
  };
}

const actFromRow = (row: Row) => ({
  id: idText("aud", idFromRow<AuditId>(row.id)),
  at: (row.at as Date).toISOString(),
  actor: String(row.actor_name),
  text: wordingOf({
    action: String(row.action),
    entity: String(row.entity),
    customer: null,
    after: (row.after ?? {}) as Record<string, unknown>,
  }),
  action: String(row.action),
  reason: row.reason === null ? null : String(row.reason),
  before: row.before as unknown,
  after: row.after as unknown,
});
