/** Sources of grants that were issued before: a renewal's period, a payment, a promotion. */
import type { Tx } from "@/lib/db/tx";
import type { Asking } from "./asking";
import { text } from "./rows";

// OFFSET 0: each by its own key, as in `known.ts`.
const ISSUED = `SELECT g.organization_id, g.source, g.source_reference
  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS asked (organization_id, source, source_reference)
  CROSS JOIN LATERAL (SELECT * FROM credit_grant AS own
    WHERE own.organization_id = asked.organization_id AND own.source = asked.source
      AND own.source_reference = asked.source_reference OFFSET 0) AS g`;

/** A source that must not be issued twice, over all commands of the organization. */
export function sourceKey({ organizationId, command }: Omit<Asking, "at">): string | undefined {
  if (command.kind !== "grant" || command.terms.sourceReference === null) return undefined;
  return `${organizationId}/${command.terms.source}/${command.terms.sourceReference}`;
}

/** Of the sources that the commands name, those that stand already. */
export async function findIssued(tx: Tx, askings: readonly Asking[]): Promise<ReadonlySet<string>> {
  const asked = askings.flatMap(({ organizationId, command }) =>
    command.kind === "grant" && command.terms.sourceReference !== null
      ? [{ organizationId, ...command.terms }]
      : [],
  );
  if (asked.length === 0) return new Set();
  const rows = await tx.sql(ISSUED, [
    asked.map(({ organizationId }) => organizationId),
    asked.map(({ source }) => source),
    asked.map(({ sourceReference }) => sourceReference),
  ]);
  return new Set(
    rows.map(
      (row) => `${text(row.organization_id)}/${text(row.source)}/${text(row.source_reference)}`,
    ),
  );
}
