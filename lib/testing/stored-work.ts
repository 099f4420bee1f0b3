/** What an organization's callers have brought about by references that begin with `call-`, as the database has it. */
import { readSql } from "@/lib/db/transact";
import { idText, type OrganizationId, type TransactionId } from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import type { Stored } from "./acknowledgements";

export async function storedWork(organizationId: OrganizationId): Promise<Stored> {
  const debits = await readSql(
    `SELECT reference, id, amount::text AS amount FROM ledger_transaction
     WHERE organization_id = $1::uuid AND reference LIKE 'call-%'`,
    [organizationId],
  );
  const events = await readSql(
    `SELECT event_id, lower(status::text) AS status, credits::text AS credits FROM usage_event
     WHERE organization_id = $1::uuid`,
    [organizationId],
  );
  const textOf = (amount: unknown) => creditsText(creditsFromRow(amount));
  return {
    debits: debits.map(({ reference, id, amount }) => ({
      reference: String(reference),
      transactionId: idText("ltx", id as TransactionId),
      credits: textOf(amount),
    })),
    events: events.map(({ event_id, status, credits }) => ({
      eventId: String(event_id),
      status: String(status),
      credits: textOf(credits),
    })),
  };
}

const USE = `SELECT 'events' AS told_by, customer_id, sum(credits) AS credits,
    count(*) FILTER (WHERE status = 'ACCEPTED') AS accepted,
    count(*) FILTER (WHERE status = 'REFUSED') AS refused
  FROM usage_event WHERE organization_id = $1::uuid GROUP BY customer_id
  UNION ALL
  SELECT 'hours', customer_id, sum(credits), sum(events), sum(refused)
  FROM usage_hour WHERE organization_id = $1::uuid GROUP BY customer_id
  UNION ALL
  SELECT 'days', customer_id, sum(credits), sum(events), sum(refused)
  FROM usage_day WHERE organization_id = $1::uuid GROUP BY customer_id
  UNION ALL
  SELECT 'ledger', u.customer_id, coalesce(d.credits, 0), u.accepted, u.refused
  FROM (SELECT customer_id, count(*) FILTER (WHERE status = 'ACCEPTED') AS accepted,
      count(*) FILTER (WHERE status = 'REFUSED') AS refused
    FROM usage_event WHERE organization_id = $1::uuid GROUP BY customer_id) AS u
  LEFT JOIN (SELECT customer_id, sum(amount) AS credits FROM ledger_transaction
    WHERE organization_id = $1::uuid AND kind = 'debit' AND feature_id IS NOT NULL
    GROUP BY customer_id) AS d USING (customer_id)`;

/** Customers of whom events, roll-ups and the ledger do not tell the same use; one feature, one cost. */
export async function disagreementsOnUse(
  organizationId: OrganizationId,
): Promise<readonly object[]> {
  return readSql(
    `SELECT customer_id, array_agg(told_by || ': ' || trim_scale(credits) || '/' || accepted || '/' || refused) AS told
     FROM (${USE}) AS use GROUP BY customer_id
     HAVING count(DISTINCT (credits, accepted, refused)) > 1 OR count(*) <> 4`,
    [organizationId],
  );
}

/** Event ids that were claimed and have no event, or the other way round. */
export async function strayEventKeys(organizationId: OrganizationId): Promise<readonly object[]> {
  return readSql(
    `SELECT key.event_id AS claimed, event.event_id AS kept
     FROM (SELECT * FROM usage_event_key WHERE organization_id = $1::uuid) AS key
     FULL JOIN (SELECT * FROM usage_event WHERE organization_id = $1::uuid) AS event
       ON event.id = key.event_ref AND event.event_id = key.event_id
     WHERE key.event_id IS NULL OR event.event_id IS NULL`,
    [organizationId],
  );
}
