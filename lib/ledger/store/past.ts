/** What a reversal must know of the transaction that it undoes. */
import type { Tx } from "@/lib/db/tx";
import {
  type GrantId,
  idFromRow,
  type OverageLotId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { creditsFromRow, min, minus, ZERO } from "@/lib/money/credits";
import type { OverageLot, PastTransaction, Taking } from "../rules/books";
import type { BurnStep } from "../rules/command";
import type { Asking } from "./asking";
import { memberWindowOf } from "./outcome";
import { instant, LOT_COLUMNS, lotFromRow, orNull, text } from "./rows";

export type PastRows = {
  readonly transactions: ReadonlyMap<
    TransactionId,
    PastTransaction & {
      /** Its `booksKey`. */ readonly owner: string;
    }
  >;
  readonly lots: readonly OverageLot[];
  /** Grants that paid for them or settled their lots; they may have ended since. */
  readonly grantIds: readonly GrantId[];
};

const NOTHING: PastRows = { transactions: new Map(), lots: [], grantIds: [] };

/** What a capture took of its hold counts in the hold's window. */
const TAKINGS = `SELECT t.id, t.kind, t.member,
    CASE e.from_account WHEN 'HELD' THEN hold.member_window ELSE ${memberWindowOf("t")} END AS member_window,
    t.organization_id, t.customer_id, e.position, e.wallet_id, e.grant_id, e.lot_id,
    e.amount::text AS amount, e.decided_by,
    coalesce((SELECT sum(back.amount) FROM ledger_transaction AS reversal
      JOIN ledger_entry AS back ON back.transaction_id = reversal.id
      WHERE reversal.reverses_id = t.id AND back.reverses = e.position), 0)::numeric(38,9)::text AS returned
  FROM ledger_transaction AS t
  LEFT JOIN ledger_entry AS e ON e.transaction_id = t.id AND e.to_account = 'CONSUMED'
    AND (e.lot_id IS NULL OR e.from_account = 'OVERAGE')
  LEFT JOIN credit_hold AS hold ON t.kind = 'capture' AND hold.id = (t.outcome->>'h')::uuid
  WHERE t.id = ANY($1::uuid[]) AND t.customer_id = ANY($2::uuid[])
  ORDER BY t.id, e.position`;
const LOTS = `SELECT ${LOT_COLUMNS} FROM overage_lot WHERE id = ANY($1::uuid[])`;
/** Settlements of lots and what reversals took back of them, as they happened. */
const SETTLEMENTS = `SELECT e.lot_id, e.grant_id, e.amount::text AS amount,
    e.to_account = 'CONSUMED' AS settles
  FROM ledger_entry AS e
  WHERE e.lot_id = ANY($1::uuid[]) AND e.grant_id IS NOT NULL
  ORDER BY e.recorded_at, e.transaction_id, e.position`;

export async function loadPast(
  tx: Tx,
  askings: readonly Asking[],
  walletIds: readonly WalletId[],
): Promise<PastRows> {
  const reversals = askings.flatMap(({ command }) => (command.kind === "reverse" ? [command] : []));
  if (reversals.length === 0 || walletIds.length === 0) return NOTHING;
  const rows = await tx.sql(TAKINGS, [
    reversals.map(({ transactionId }) => transactionId),
    reversals.map(({ customerId }) => customerId),
  ]);

  const transactions = new Map<TransactionId, PastTransaction & { owner: string }>();
  for (const row of rows) {
    const id = idFromRow<TransactionId>(row.id);
    const known = transactions.get(id);
    const taking = row.position === null ? [] : [takingFromRow(row)];
    transactions.set(id, {
      id,
      kind: text(row.kind),
      member: orNull(row.member, text),
      owner: `${row.organization_id}/${row.customer_id}`,
      takings: [...(known?.takings ?? []), ...taking],
    });
  }
  const lots = await loadNamedLots(tx, rows);
  return { transactions, lots, grantIds: grantsOf(rows, lots) };
}

const takingFromRow = (row: Readonly<Record<string, unknown>>): Taking => ({
  position: row.position as number,
  walletId: idFromRow<WalletId>(row.wallet_id),
  amount: creditsFromRow(row.amount),
  returned: creditsFromRow(row.returned),
  memberWindow: orNull(row.member_window, instant),
  from:
    row.grant_id === null
      ? { lotId: idFromRow<OverageLotId>(row.lot_id) }
      : {
          grantId: idFromRow<GrantId>(row.grant_id),
          decidedBy: (orNull(row.decided_by, text) ?? "only_choice") as BurnStep,
        },
});

async function loadNamedLots(
  tx: Tx,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly OverageLot[]> {
  const ids = [...new Set(rows.flatMap(({ lot_id }) => (lot_id ? [text(lot_id)] : [])))];
  if (ids.length === 0) return [];
  const lots = new Map((await tx.sql(LOTS, [ids])).map((row) => [text(row.id), lotFromRow(row)]));
  for (const row of await tx.sql(SETTLEMENTS, [ids])) {
    const lot = lots.get(text(row.lot_id));
    if (lot) lots.set(lot.id, withSettlement(lot, row));
  }
  return [...lots.values()];
}

/** A settlement is laid on top; what a reversal took back comes off the grant's last ones. */
function withSettlement(lot: OverageLot, row: Readonly<Record<string, unknown>>): OverageLot {
  const grantId = idFromRow<GrantId>(row.grant_id);
  const amount = creditsFromRow(row.amount);
  if (row.settles === true) {
    return { ...lot, settlements: [...lot.settlements, { grantId, amount }] };
  }
  const settlements = [...lot.settlements];
  let left = amount;
  for (let at = settlements.length - 1; at >= 0 && left > ZERO; at--) {
    const settlement = settlements[at];
    if (settlement?.grantId !== grantId) continue;
    const back = min(settlement.amount, left);
    settlements[at] = { grantId, amount: minus(settlement.amount, back) };
    left = minus(left, back);
  }
  return { ...lot, settlements: settlements.filter((settlement) => settlement.amount > ZERO) };
}

const grantsOf = (
  rows: readonly Readonly<Record<string, unknown>>[],
  lots: readonly OverageLot[],
): readonly GrantId[] => [
  ...rows.flatMap(({ grant_id }) => (grant_id ? [idFromRow<GrantId>(grant_id)] : [])),
  ...lots.flatMap(({ settlements }) => settlements.map(({ grantId }) => grantId)),
];
