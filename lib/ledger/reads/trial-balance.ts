import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import type { Row } from "@/lib/db/tx";
import { type Credits, creditsFromRow, creditsText, minus, ZERO } from "@/lib/money/credits";
import type { GrantCategory } from "../rules/terms";
import {
  balanceOf,
  type Flow,
  type TrialAccount,
  type TrialLine,
  totalsOf,
  trialBalance,
} from "../rules/trial-balance";
import type { TrialBalanceView } from "../schema/trial-balance";
import { accountFromRow, orNull, text } from "../store/rows";

/** Flows and stored figures in one statement, and so of one moment. */
const SUMS = `WITH own AS (
    SELECT id, available, held, pending, overage FROM wallet
    WHERE organization_id = $1::uuid AND credit_unit = $2::text
  )
  SELECT 'flow' AS kind, e.from_account::text AS from_account, e.to_account::text AS to_account,
    g.category::text AS category, sum(e.amount)::numeric(38,9)::text AS amount, count(*)::text AS count
  FROM ledger_entry AS e JOIN own ON own.id = e.wallet_id
    LEFT JOIN credit_grant AS g ON g.id = e.grant_id AND e.from_account = 'ISSUED'
  WHERE e.organization_id = $1::uuid AND ($3::timestamptz IS NULL OR e.effective_at <= $3::timestamptz)
  GROUP BY 2, 3, 4
  UNION ALL
  SELECT 'stored', v.account, v.account, NULL, v.amount::numeric(38,9)::text, '0'
  FROM (SELECT coalesce(sum(available), 0) AS available, coalesce(sum(held), 0) AS held,
      coalesce(sum(pending), 0) AS pending, coalesce(sum(overage), 0) AS overage FROM own) AS s
    CROSS JOIN LATERAL (VALUES ('AVAILABLE', s.available), ('HELD', s.held), ('PENDING', s.pending),
      ('OVERAGE', -s.overage)) AS v (account, amount)`;

/**
 * Sums per account over an organization's entries of one credit unit, as known now.
 *
 * @param asOf entries that count by then; null is all, those that count later included.
 */
export async function sumTrialBalance(
  ctx: Context,
  { asOf, creditUnit }: { readonly asOf: Date | null; readonly creditUnit: string },
): Promise<TrialBalanceView> {
  // The cold client: the whole ledger takes longer than a hot statement may.
  const rows = await prisma().$queryRawUnsafe<Row[]>(SUMS, ctx.organizationId, creditUnit, asOf);
  const flows = rows.filter(({ kind }) => kind === "flow");
  const lines = trialBalance(flows.map(flowFromRow));
  const stored = asOf === null ? storedFrom(rows) : undefined;
  const totals = totalsOf(lines);
  return {
    asOf: (asOf ?? ctx.at).toISOString(),
    creditUnit,
    accounts: lines.map((line) => ({
      account: line.account,
      debits: creditsText(line.debits),
      credits: creditsText(line.credits),
      balance: creditsText(balanceOf(line)),
      stored: orNull(stored?.get(line.account), (amount) => creditsText(amount as Credits)),
    })),
    totals: {
      debits: creditsText(totals.debits),
      credits: creditsText(totals.credits),
      balance: creditsText(totals.balance),
    },
    entries: flows.reduce((count, row) => count + Number(row.count), 0),
    isZeroSum: totals.isZeroSum,
    hasArrived: lines.every((line) => line.account !== "moved" || balanceOf(line) === ZERO),
    isAsStored: stored === undefined ? null : lines.every((line) => isAsStored(line, stored)),
  };
}

const flowFromRow = (row: Row): Flow => ({
  from: accountFromRow(row.from_account),
  to: accountFromRow(row.to_account),
  category: orNull(row.category, (category) => category as GrantCategory),
  amount: creditsFromRow(row.amount),
});

const storedFrom = (rows: readonly Row[]): ReadonlyMap<TrialAccount, Credits> =>
  new Map(
    rows
      .filter(({ kind }) => kind === "stored")
      .map((row) => [
        text(row.from_account).toLowerCase() as TrialAccount,
        creditsFromRow(row.amount),
      ]),
  );

function isAsStored(line: TrialLine, stored: ReadonlyMap<TrialAccount, Credits>): boolean {
  const amount = stored.get(line.account);
  return amount === undefined || minus(amount, balanceOf(line)) === ZERO;
}

/** The credit units that wallets of the organization hold, by name. */
export async function listCreditUnits(ctx: Context): Promise<readonly string[]> {
  const rows = await prisma().$queryRawUnsafe<Row[]>(
    "SELECT DISTINCT credit_unit FROM wallet WHERE organization_id = $1::uuid ORDER BY 1",
    ctx.organizationId,
  );
  return rows.map(({ credit_unit }) => text(credit_unit));
}
