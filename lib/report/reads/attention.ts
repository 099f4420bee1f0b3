/** What somebody should look at: balances that run low, credits about to lapse, counts, and what was done. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type CustomerId, type GrantId, idFromRow, idText } from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import { listSetApart } from "@/lib/subscription/reads/set-apart";
import { daysLeft } from "../rules/runway";
import { isLow, NO_STANDING } from "../rules/standing";
import { wordingOf } from "../rules/wording";
import type { ActivityItem, AttentionView, ExpiringGrant, LowBalance } from "../schema/overview";
import { burnOf, loadBurns, loadDefaultUnit, loadStandings } from "./standings";

/** Soonest empty first; those without a forecast last. */
export async function listLowBalances(
  ctx: Context,
  { limit }: { readonly limit: number },
): Promise<{ readonly items: readonly LowBalance[]; readonly total: number }> {
  const creditUnit = await loadDefaultUnit(ctx);
  const [burns, watched] = await Promise.all([loadBurns(ctx, null), loadWatched(ctx, creditUnit)]);
  const ids = [...new Set([...burns.keys(), ...watched])];
  const standings = await loadStandings(ctx, ids, creditUnit);
  const low = ids
    .map((id) => ({ id, standing: standings.get(id) ?? NO_STANDING, burn: burnOf(burns, id) }))
    .filter(({ standing, burn }) => isLow(standing, burn))
    .map(({ id, standing, burn }) => ({
      ...{ id, standing, burn, left: daysLeft(standing.available, burn) },
    }))
    .toSorted(
      (a, b) =>
        (a.left ?? Number.MAX_VALUE) - (b.left ?? Number.MAX_VALUE) || (a.id < b.id ? -1 : 1),
    );
  const shown = low.slice(0, limit);
  const names = await loadNames(
    ctx,
    shown.map(({ id }) => id),
  );
  return {
    total: low.length,
    items: shown.flatMap(({ id, standing, burn, left }) => {
      const customer = names.get(id);
      if (!customer) return [];
      return {
        customer,
        available: creditsText(standing.available),
        overage: creditsText(standing.overage),
        burnPerDay: creditsText(burn),
        daysLeft: left,
      };
    }),
  };
}

/** Customers with a wallet that has a threshold or owes; the others are low by their burn alone. */
async function loadWatched(ctx: Context, creditUnit: string): Promise<readonly CustomerId[]> {
  const rows = await readSql(
    `SELECT DISTINCT customer_id FROM wallet JOIN customer ON customer.id = wallet.customer_id
     WHERE wallet.organization_id = $1::uuid AND credit_unit = $2::text AND status <> 'CLOSED'
       AND (overage > 0 OR low_balance_at IS NOT NULL) AND archived_at IS NULL`,
    [ctx.organizationId, creditUnit],
  );
  return rows.map((row) => idFromRow<CustomerId>(row.customer_id));
}

async function loadNames(ctx: Context, ids: readonly CustomerId[]) {
  const rows = await readSql(
    `SELECT id, external_id, name FROM customer
     WHERE organization_id = $1::uuid AND id = ANY($2::uuid[])`,
    [ctx.organizationId, ids],
  );
  return new Map(rows.map((row) => [idFromRow<CustomerId>(row.id), customerName(row)]));
}

const customerName = (row: Row) => ({
  id: idText("cus", idFromRow<CustomerId>(row.id)),
  externalId: String(row.external_id),
  name: String(row.name),
});

/** Live credits that lapse within so many days, soonest first. */
export async function listExpiring(
  ctx: Context,
  { days, limit }: { readonly days: number; readonly limit: number },
): Promise<{ readonly items: readonly ExpiringGrant[]; readonly total: string }> {
  const until = new Date(ctx.at.getTime() + days * 86_400_000);
  const rows = await readSql(
    `SELECT customer.id, customer.external_id, customer.name, given.id AS grant_id,
       given.name AS grant_name, given.available::text AS available, given.expires_at,
       sum(given.available) OVER ()::numeric(38,9)::text AS total
     FROM wallet JOIN credit_grant AS given ON given.wallet_id = wallet.id AND given.live
       JOIN customer ON customer.id = wallet.customer_id
       LEFT JOIN test_clock ON test_clock.id = customer.test_clock_id
     WHERE wallet.organization_id = $1::uuid AND given.available > 0
       AND given.expires_at > coalesce(now_at, $2::timestamptz)
       AND given.expires_at <= coalesce(now_at + ($3::timestamptz - $2::timestamptz), $3::timestamptz)
     ORDER BY given.expires_at, given.id LIMIT $4::int`,
    [ctx.organizationId, ctx.at, until, limit],
  );
  return {
    total: creditsText(creditsFromRow(rows[0]?.total ?? "0")),
    items: rows.map((row) => ({
      grantId: idText("grt", idFromRow<GrantId>(row.grant_id)),
      customer: customerName(row),
      name: String(row.grant_name),
      amount: creditsText(creditsFromRow(row.available)),
      expiresAt: (row.expires_at as Date).toISOString(),
    })),
  };
}

/** What people, keys and the system did last, newest first. */
export async function listActivity(
  ctx: Context,
  { limit, customerId }: { readonly limit: number; readonly customerId?: CustomerId },
): Promise<readonly ActivityItem[]> {
  const rows = await readSql(
    `SELECT record.id, record.at, record.actor_name, record.action, record.entity, record.reason,
       record.after, record.customer_id, customer.name AS customer
     FROM audit_record AS record LEFT JOIN customer ON customer.id = record.customer_id
     WHERE record.organization_id = $1::uuid
       AND ($2::uuid IS NULL OR record.customer_id = $2::uuid)
     ORDER BY record.at DESC, record.id DESC LIMIT $3::int`,
    [ctx.organizationId, customerId ?? null, limit],
  );
  return rows.map((row) => ({
    id: idText("aud", idFromRow(row.id)),
    at: (row.at as Date).toISOString(),
    actor: String(row.actor_name),
    text: wordingOf({
      action: String(row.action),
      entity: String(row.entity),
      customer: row.customer === null ? null : String(row.customer),
      after: (row.after ?? {}) as Record<string, unknown>,
    }),
    action: String(row.action),
    customerId: row.customer_id === null ? null : idText("cus", idFromRow(row.customer_id)),
    reason: row.reason === null ? null : String(row.reason),
  }));
}

/** Counts of the last seven days for events, of now for the rest. */
export async function countAttention(ctx: Context): Promise<AttentionView> {
  const weekAgo = new Date(ctx.at.getTime() - 7 * 86_400_000);
  const [low, apart, [counts], [events]] = await Promise.all([
    listLowBalances(ctx, { limit: 0 }),
    listSetApart(ctx),
    readSql(
      `SELECT
         (SELECT count(DISTINCT customer_id)::int FROM wallet
           WHERE organization_id = $1::uuid AND overage > 0) AS in_overage,
         (SELECT count(*)::int FROM invoice
           WHERE organization_id = $1::uuid AND status = 'OPEN') AS unpaid,
         coalesce((SELECT difference_count FROM ledger_check
           WHERE organization_id = $1::uuid AND difference_count IS NOT NULL
           ORDER BY asked_at DESC, id DESC LIMIT 1), 0) AS differences`,
      [ctx.organizationId],
    ),
    readSql(
      `SELECT
         (SELECT count(*)::int FROM usage_event WHERE organization_id = $1::uuid
           AND status = 'UNMATCHED' AND occurred_at >= $2::timestamptz) AS unmatched,
         (SELECT coalesce(sum(refused), 0)::int FROM usage_day WHERE organization_id = $1::uuid
           AND day > ($2::timestamptz AT TIME ZONE 'UTC')::date) AS refused`,
      [ctx.organizationId, weekAgo],
    ),
  ]);
  return {
    ledgerDifferences: Number(counts?.differences),
    lowBalances: low.total,
    inOverage: Number(counts?.in_overage),
    unpaidInvoices: Number(counts?.unpaid),
    setApart: apart.length,
    unmatchedEvents: Number(events?.unmatched),
    refusedEvents: Number(events?.refused),
  };
}
