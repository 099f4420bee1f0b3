/** What lapsed of grants before their end: a late use must not reach it. */
import type { Tx } from "@/lib/db/tx";
import { creditsFromRow, ZERO } from "@/lib/money/credits";
import type { Grant } from "../rules/books";
import { text } from "./rows";

const CUT = `SELECT e.grant_id, sum(e.amount)::numeric(38,9)::text AS cut
  FROM ledger_entry AS e JOIN credit_grant AS g ON g.id = e.grant_id
  WHERE e.grant_id = ANY($1::uuid[]) AND e.to_account = 'EXPIRED' AND e.effective_at < g.expires_at
  GROUP BY e.grant_id`;

/** Only entries tell it; asked for uses that are late, and of grants of which something lapsed. */
export async function loadCut(tx: Tx, grants: readonly Grant[]): Promise<readonly Grant[]> {
  const lapsed = grants.filter(({ expired }) => expired > ZERO).map(({ id }) => id);
  if (lapsed.length === 0) return grants;
  const rows = await tx.sql(CUT, [lapsed]);
  const cuts = new Map(rows.map(({ grant_id, cut }) => [text(grant_id), creditsFromRow(cut)]));
  return grants.map((grant) => ({ ...grant, cut: cuts.get(grant.id) ?? ZERO }));
}
