/** The overview's four cards: granted, consumed, expired, outstanding. */
import type { Context } from "@/lib/context";
import { joinClock } from "@/lib/customer/store";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type Credits, creditsFromRow, creditsText, sum } from "@/lib/money/credits";
import { moneyFromRow, moneyText, roundToMinor } from "@/lib/money/money";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";
import { type DayFigures, dayFigures, type Flow, isGranted } from "../rules/flows";
import type { FigureCard, OverviewView } from "../schema/overview";

/** The last `days` local days of the organization, today included, beside as many before them. */
export async function findOverview(
  ctx: Context,
  { days }: { readonly days: number },
): Promise<OverviewView> {
  const [organization] = await readSql(
    "SELECT timezone, default_credit_unit FROM organization WHERE id = $1::uuid",
    [ctx.organizationId],
  );
  const zone = String(organization?.timezone);
  const creditUnit = String(organization?.default_credit_unit);
  const today = localDay(ctx.at, zone);
  const all = Array.from({ length: 2 * days }, (_, index) => addToDay(today, index + 1 - 2 * days));
  const range = { from: all[0] as string, to: addToDay(today, 1), zone };
  const [booked, due, consumed, standing] = await Promise.all([
    loadFlows(ctx, range),
    loadDueFlows(ctx, range),
    loadConsumed(ctx, range),
    loadOutstanding(ctx),
  ]);
  const flows = [...booked, ...due];
  const figures = dayFigures(all, flows, { consumed, now: standing.credits });
  const recent = figures.slice(days);
  const from = recent[0]?.day ?? today;
  return {
    from,
    to: today,
    zone,
    creditUnit,
    days: recent.map(({ day }) => day),
    granted: {
      ...flowCard(figures, days, ({ granted }) => granted),
      split: splitOf(flows.filter((flow) => isGranted(flow) && flow.day >= from)),
    },
    consumed: flowCard(figures, days, (day) => day.consumed),
    expired: flowCard(figures, days, (day) => day.expired),
    outstanding: {
      value: creditsText(standing.credits),
      before: creditsText(figures[days - 1]?.outstanding ?? standing.credits),
      trend: recent.map(({ outstanding }) => creditsText(outstanding)),
      liability: standing.liability,
    },
  };
}

function flowCard(
  figures: readonly DayFigures[],
  days: number,
  read: (day: DayFigures) => Credits,
): FigureCard {
  const values = figures.map(read);
  return {
    value: creditsText(sum(values.slice(days))),
    before: creditsText(sum(values.slice(0, days))),
    trend: values.slice(days).map(creditsText),
  };
}

function splitOf(granted: readonly Flow[]): Record<string, string> {
  const split: Record<string, string> = { PREPAID: "0", COMMITTED: "0", PROMOTIONAL: "0" };
  for (const category of Object.keys(split)) {
    const own = granted.filter((flow) => flow.category === category);
    split[category] = creditsText(sum(own.map(({ amount }) => amount)));
  }
  return split;
}

type DayRange = { readonly from: string; readonly to: string; readonly zone: string };

/** All entries but those of debits and holds; the condition is the index's own. */
async function loadFlows(ctx: Context, { from, to, zone }: DayRange): Promise<readonly Flow[]> {
  const rows = await readSql(
    `SELECT to_char(entry.effective_at AT TIME ZONE $4::text, 'YYYY-MM-DD') AS day,
       entry.from_account::text AS from_account, entry.to_account::text AS to_account,
       transaction.kind = 'reverse' AS is_reversal, given.category::text AS category,
       CASE WHEN transaction.kind = 'reverse' AND transaction.cause_kind = 'usage'
         THEN to_char(transaction.effective_at AT TIME ZONE customer.timezone, 'YYYY-MM-DD') END AS used_on,
       sum(entry.amount)::numeric(38,9)::text AS amount
     FROM ledger_entry AS entry
       JOIN ledger_transaction AS transaction ON transaction.id = entry.transaction_id
       JOIN customer ON customer.id = transaction.customer_id
       LEFT JOIN credit_grant AS given ON given.id = entry.grant_id
     WHERE entry.organization_id = $1::uuid
       AND entry.effective_at >= $2::timestamptz AND entry.effective_at < $3::timestamptz
       AND (entry.from_account <> 'AVAILABLE' OR entry.to_account NOT IN ('CONSUMED', 'HELD'))
     GROUP BY 1, 2, 3, 4, 5, 6`,
    [ctx.organizationId, startOfDay(from, zone), startOfDay(to, zone), zone],
  );
  return rows.map(flowOf);
}

/** What time has done and no one has booked yet: ends and starts of grants, each at its own instant. */
async function loadDueFlows(ctx: Context, { zone }: DayRange): Promise<readonly Flow[]> {
  const rows = await readSql(
    `SELECT to_char(moved.at AT TIME ZONE $3::text, 'YYYY-MM-DD') AS day, moved.from_account,
       moved.to_account, false AS is_reversal, NULL AS used_on, given.category::text AS category,
       moved.amount::text AS amount
     FROM wallet ${joinClock("wallet.customer_id")}
       JOIN credit_grant AS given ON given.wallet_id = wallet.id AND given.live
       CROSS JOIN LATERAL (VALUES
         ('PENDING', 'AVAILABLE', given.effective_at, CASE WHEN given.is_paid THEN given.pending ELSE 0 END),
         ('AVAILABLE', 'EXPIRED', given.expires_at,
           given.available + CASE WHEN given.is_paid THEN given.pending ELSE 0 END)
       ) AS moved (from_account, to_account, at, amount)
     WHERE wallet.organization_id = $1::uuid
       AND wallet.next_change_at <= coalesce(now_at, $2::timestamptz)
       AND moved.at <= coalesce(now_at, $2::timestamptz) AND moved.amount > 0`,
    [ctx.organizationId, ctx.at, zone],
  );
  return rows.map(flowOf);
}

function flowOf(row: Row): Flow {
  return {
    day: String(row.day),
    from: String(row.from_account),
    to: String(row.to_account),
    isReversal: row.is_reversal === true,
    usedOn: row.used_on === null ? null : String(row.used_on),
    category: row.category === null ? null : String(row.category),
    amount: creditsFromRow(row.amount),
  };
}

/** Events by their customer's own days; debits by hand, which have a reason; what was captured of holds. */
async function loadConsumed(
  ctx: Context,
  { from, to, zone }: DayRange,
): Promise<ReadonlyMap<string, Credits>> {
  const rows = await readSql(
    `SELECT day, sum(credits)::numeric(38,9)::text AS credits FROM (
       SELECT day::text AS day, credits FROM usage_day
       WHERE organization_id = $1::uuid AND day >= $2::date AND day < $3::date
       UNION ALL
       SELECT to_char(effective_at AT TIME ZONE $6::text, 'YYYY-MM-DD'), amount
       FROM ledger_transaction
       WHERE organization_id = $1::uuid AND reason_code IS NOT NULL AND kind = 'debit'
         AND effective_at >= $4::timestamptz AND effective_at < $5::timestamptz
       UNION ALL
       SELECT to_char(effective_at AT TIME ZONE $6::text, 'YYYY-MM-DD'), amount
       FROM ledger_transaction
       WHERE organization_id = $1::uuid AND kind = 'capture'
         AND effective_at >= $4::timestamptz AND effective_at < $5::timestamptz) AS used
     GROUP BY day`,
    [ctx.organizationId, from, to, startOfDay(from, zone), startOfDay(to, zone), zone],
  );
  return new Map(rows.map((row) => [String(row.day), creditsFromRow(row.credits)]));
}

/** What is left of live grants now, ended ones left out whether booked or not, and what it cost. */
async function loadOutstanding(ctx: Context) {
  const rows = await readSql(
    `SELECT currency, sum(standing)::numeric(38,9)::text AS credits,
       round(sum(cost_total * standing / amount), 9)::numeric(38,9)::text AS cost
     FROM (
       SELECT given.currency, given.cost_total, given.amount, given.held +
         CASE WHEN given.expires_at <= coalesce(now_at, $2::timestamptz) THEN 0
           WHEN given.is_paid AND given.effective_at <= coalesce(now_at, $2::timestamptz)
             THEN given.available + given.pending
           ELSE given.available END AS standing
       FROM wallet ${joinClock("wallet.customer_id")} JOIN credit_grant AS given ON given.wallet_id = wallet.id AND given.live
       WHERE wallet.organization_id = $1::uuid) AS left_of
     GROUP BY currency ORDER BY currency`,
    [ctx.organizationId, ctx.at],
  );
  return {
    credits: sum(rows.map((row) => creditsFromRow(row.credits))),
    liability: rows
      .map((row) => ({ currency: String(row.currency), cost: moneyFromRow(row.cost) }))
      .filter(({ cost }) => cost > 0n)
      .map(({ currency, cost }) => ({
        currency,
        amount: moneyText(roundToMinor(cost, currency)),
      })),
  };
}
