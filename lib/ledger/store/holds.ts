/** Reads holds with what they set aside of each grant. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type FeatureId,
  type GrantId,
  type HoldId,
  idFromRow,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { creditsFromRow, ZERO } from "@/lib/money/credits";
import type { Hold, HoldDraw, Wallet } from "../rules/books";
import type { BurnStep } from "../rules/command";
import type { Asking } from "./asking";
import { instant, orNull, text } from "./rows";

const HOLDS = `SELECT h.id, h.organization_id, h.customer_id, h.transaction_id, h.wallet_id,
    h.credit_unit, h.feature_id, h.member, h.amount::text AS amount, h.captured::text AS captured,
    h.released::text AS released, h.state::text AS state, h.expires_at, h.created_at, h.member_window, d.grant_id,
    d.wallet_id AS draw_wallet_id, d.amount::text AS draw_amount,
    d.captured::text AS draw_captured, d.released::text AS draw_released, d.decided_by
  FROM credit_hold AS h JOIN hold_draw AS d ON d.hold_id = h.id`;
const OPEN_HOLDS = `${HOLDS} WHERE h.customer_id = ANY($1::uuid[]) AND h.state = 'OPEN'
  ORDER BY h.created_at, h.id, d.position`;
const NAMED_HOLDS = `${HOLDS} WHERE h.id = ANY($1::uuid[]) AND h.customer_id = ANY($2::uuid[])
  ORDER BY h.created_at, h.id, d.position`;

/** Holds by their `booksKey`, oldest first. */
export type HoldsOf = ReadonlyMap<string, ReadonlyMap<HoldId, Hold>>;

/** The open holds of customers with something held, and those that commands name. */
export async function loadHolds(
  tx: Tx,
  wallets: readonly Wallet[],
  askings: readonly Asking[],
): Promise<HoldsOf> {
  const named = askings.flatMap(({ command }) => ("holdId" in command ? [command.holdId] : []));
  const isHeld = wallets.some(({ held }) => held > ZERO);
  if (named.length === 0 && !isHeld) return new Map();
  const customers = [...new Set(askings.map(({ command }) => command.customerId))];
  const open = isHeld ? await tx.sql(OPEN_HOLDS, [customers]) : [];
  const known = new Set(open.map(({ id }) => id));
  const rest = named.filter((id) => !known.has(id));
  const other = rest.length > 0 ? await tx.sql(NAMED_HOLDS, [rest, customers]) : [];
  return grouped([...open, ...other]);
}

function grouped(rows: readonly Row[]): HoldsOf {
  const holdsOf = new Map<string, Map<HoldId, Hold>>();
  for (const row of rows) {
    const key = `${row.organization_id}/${row.customer_id}`;
    const holds = holdsOf.get(key) ?? new Map<HoldId, Hold>();
    holdsOf.set(key, holds);
    const hold = holds.get(idFromRow<HoldId>(row.id)) ?? holdFromRow(row);
    holds.set(hold.id, { ...hold, draws: [...hold.draws, drawFromRow(row)] });
  }
  return holdsOf;
}

const holdFromRow = (row: Row): Hold => ({
  id: idFromRow<HoldId>(row.id),
  transactionId: idFromRow<TransactionId>(row.transaction_id),
  walletId: orNull(row.wallet_id, idFromRow<WalletId>),
  creditUnit: text(row.credit_unit),
  featureId: orNull(row.feature_id, idFromRow<FeatureId>),
  member: orNull(row.member, text),
  amount: creditsFromRow(row.amount),
  captured: creditsFromRow(row.captured),
  released: creditsFromRow(row.released),
  state: stateFromRow(row.state),
  expiresAt: instant(row.expires_at),
  createdAt: instant(row.created_at),
  memberWindow: orNull(row.member_window, instant),
  draws: [],
});

const drawFromRow = (row: Row): HoldDraw => ({
  grantId: idFromRow<GrantId>(row.grant_id),
  walletId: idFromRow<WalletId>(row.draw_wallet_id),
  amount: creditsFromRow(row.draw_amount),
  captured: creditsFromRow(row.draw_captured),
  released: creditsFromRow(row.draw_released),
  decidedBy: text(row.decided_by) as BurnStep,
});

/** States are upper case in PostgreSQL, as its other enums are. */
const stateFromRow = (value: unknown) => text(value).toLowerCase() as Hold["state"];
export const stateToRow = (state: Hold["state"]): string => state.toUpperCase();
