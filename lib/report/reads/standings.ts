/** Balances and burn of many customers, in a fixed number of statements. */
import type { Context } from "@/lib/context";
import { findClockTimes } from "@/lib/customer/reads/clock";
import { joinClock } from "@/lib/customer/store";
import { atInstant, readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type CustomerId, idFromRow } from "@/lib/ids";
import { loadExactBooks } from "@/lib/ledger/reads/exact-books";
import { type Credits, creditsFromRow, ZERO } from "@/lib/money/credits";
import { BURN_DAYS, burnPerDay } from "../rules/runway";
import { NO_STANDING, type Standing, together } from "../rules/standing";

/** The unit that reports speak of. */
export async function loadDefaultUnit(ctx: Context): Promise<string> {
  const [row] = await readSql("SELECT default_credit_unit FROM organization WHERE id = $1::uuid", [
    ctx.organizationId,
  ]);
  return String(row?.default_credit_unit);
}

/** Stored figures hold until something is due; past that, the ledger works them out. */
export async function loadStandings(
  ctx: Context,
  customerIds: readonly CustomerId[],
  creditUnit: string,
): Promise<ReadonlyMap<CustomerId, Standing>> {
  const rows = await readSql(WALLETS, [ctx.at, ctx.organizationId, customerIds, creditUnit]);
  const due = rows.filter(({ is_due }) => is_due === true);
  const exact = new Map(
    (await loadExactBooks(ctx, [...new Set(due.map(customerOf))])).flatMap(({ wallets }) => [
      ...wallets,
    ]),
  );
  const standings = new Map<CustomerId, Standing>();
  for (const row of rows) {
    const stored = { ...figuresOf(row), nextExpiry: expiryOf(row) };
    const known = exact.get(idFromRow(row.id));
    const { available, held, pending, overage } = known ?? stored;
    const isBelowThreshold =
      row.low_balance_at !== null && available <= creditsFromRow(row.low_balance_at);
    const wallet = { ...stored, available, held, pending, overage, isBelowThreshold };
    const id = customerOf(row);
    standings.set(id, together(standings.get(id) ?? NO_STANDING, wallet));
  }
  return standings;
}

const WALLETS = `
  SELECT wallet.id, wallet.customer_id, available::text AS available, held::text AS held,
    pending::text AS pending, overage::text AS overage, low_balance_at::text AS low_balance_at,
    coalesce(next_change_at <= coalesce(now_at, $1::timestamptz), false) AS is_due,
    expiry.at AS expiry_at, expiry.amount AS expiry_amount
  FROM wallet ${joinClock("wallet.customer_id")} LEFT JOIN LATERAL (
    SELECT expires_at AS at, sum(available)::numeric(38,9)::text AS amount FROM credit_grant
    WHERE wallet_id = wallet.id AND live AND available > 0
      AND expires_at > coalesce(now_at, $1::timestamptz)
    GROUP BY expires_at ORDER BY expires_at LIMIT 1
  ) AS expiry ON true
  WHERE organization_id = $2::uuid AND customer_id = ANY($3::uuid[])
    AND credit_unit = $4::text AND status <> 'CLOSED'`;

const customerOf = (row: Row) => idFromRow<CustomerId>(row.customer_id);

const figuresOf = (row: Row) => ({
  available: creditsFromRow(row.available),
  held: creditsFromRow(row.held),
  pending: creditsFromRow(row.pending),
  overage: creditsFromRow(row.overage),
});

const expiryOf = (row: Row): Standing["nextExpiry"] =>
  row.expiry_at === null
    ? null
    : { at: row.expiry_at as Date, amount: creditsFromRow(row.expiry_amount) };

/** Credits a day, of customers that burnt any, each by its own time; null asks for the whole organization. */
export async function loadBurns(
  ctx: Context,
  customerIds: readonly CustomerId[] | null,
): Promise<ReadonlyMap<CustomerId, Credits>> {
  const clocks = await findClockTimes(ctx, customerIds);
  const burns = new Map(await burnsAt(ctx, customerIds));
  for (const id of clocks.keys()) burns.delete(id);
  for (const at of new Set([...clocks.values()].map((now) => now.getTime()))) {
    const ids = [...clocks].flatMap(([id, now]) => (now.getTime() === at ? [id] : []));
    for (const [id, burn] of await burnsAt(atInstant(ctx, new Date(at)), ids)) burns.set(id, burn);
  }
  return burns;
}

async function burnsAt(
  ctx: Context,
  customerIds: readonly CustomerId[] | null,
): Promise<ReadonlyMap<CustomerId, Credits>> {
  const rows = await readSql(
    // A day more than is wanted, in UTC, so that the organization's index serves every zone.
    `SELECT customer_id, sum(usage_day.credits)::numeric(38,9)::text AS used
     FROM usage_day JOIN customer ON customer.id = usage_day.customer_id
     WHERE usage_day.organization_id = $1::uuid AND customer.archived_at IS NULL
       AND ($2::uuid[] IS NULL OR usage_day.customer_id = ANY($2::uuid[]))
       AND day > ($3::timestamptz AT TIME ZONE 'UTC')::date - ${BURN_DAYS + 1}
       AND day > ($3::timestamptz AT TIME ZONE customer.timezone)::date - ${BURN_DAYS}
       AND day <= ($3::timestamptz AT TIME ZONE customer.timezone)::date
     GROUP BY customer_id HAVING sum(usage_day.credits) > 0`,
    [ctx.organizationId, customerIds, ctx.at],
  );
  return new Map(rows.map((row) => [customerOf(row), burnPerDay(creditsFromRow(row.used))]));
}

export const burnOf = (burns: ReadonlyMap<CustomerId, Credits>, id: CustomerId): Credits =>
  burns.get(id) ?? ZERO;
