/** What became of a grant: every entry with what caused it, and the accounts that they add up to. */
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import type { Row, Tx } from "@/lib/db/tx";
import { invalidField } from "@/lib/errors";
import { type GrantId, idFromRow, idText, type WalletId } from "@/lib/ids";
import { creditsText, ZERO } from "@/lib/money/credits";
import { GRANT_ACCOUNTS, type Grant } from "../rules/books";
import type { Entry } from "../rules/entry";
import { type Movement, revisedGrant } from "../rules/rebuild";
import type { GrantAccountsView, GrantEntriesPage, GrantEntryView } from "../schema/explain";
import { findGrantOwner } from "../store/owners";
import {
  GRANT_COLUMNS,
  grantFromRow,
  instant,
  orNull,
  text,
  WALLET_COLUMNS,
  walletFromRow,
} from "../store/rows";
import { type AsOfQuery, askedOf, dueOf, unbookedThen } from "./as-of";
import { atOneMoment } from "./as-of-moment";
import { COUNTS, movementFromRow } from "./as-of-rows";
import { causeView } from "./cause-view";
import { entryView } from "./transaction-view";

const FROM = `ledger_entry AS entry
  JOIN ledger_transaction AS transaction ON transaction.id = entry.transaction_id
  JOIN wallet_posting AS posting
    ON posting.transaction_id = entry.transaction_id AND posting.wallet_id = entry.wallet_id`;
const GRANT = `SELECT ${GRANT_COLUMNS} FROM credit_grant WHERE id = $1::uuid`;
const WALLET = `SELECT ${WALLET_COLUMNS} FROM wallet WHERE id = $1::uuid`;
/** All there is, told apart into what counts at the instant asked for and what does not. */
const SUMS = `SELECT entry.grant_id, NULL AS lot_id, entry.from_account::text AS from_account,
    entry.to_account::text AS to_account, ${COUNTS} AS counts, sum(entry.amount)::text AS amount
  FROM ${FROM} WHERE entry.grant_id = $1::uuid GROUP BY 1, 3, 4, 5`;
const ENTRIES = `SELECT entry.transaction_id, entry.position, entry.wallet_id, entry.grant_id,
    NULL AS grant_name, entry.from_account::text AS from_account,
    entry.to_account::text AS to_account, entry.amount::text AS amount, entry.decided_by,
    entry.is_late, entry.effective_at, entry.recorded_at, transaction.kind, transaction.reference,
    transaction.actor_kind, transaction.actor_id, transaction.actor_name, transaction.reason_code,
    transaction.reason, transaction.member, transaction.group_id, transaction.cause_kind,
    transaction.cause_id, transaction.reverses_id, feature.name AS feature_name
  FROM ${FROM} LEFT JOIN feature ON feature.id = transaction.feature_id
  WHERE entry.grant_id = $1::uuid AND ${COUNTS}
    AND ($4::timestamptz IS NULL
      OR (entry.recorded_at, entry.transaction_id, entry.position) < ($4::timestamptz, $5::uuid, $6::int))
  ORDER BY entry.recorded_at DESC, entry.transaction_id DESC, entry.position DESC LIMIT $7::int + 1`;

export type GrantEntriesQuery = Pick<AsOfQuery, "asOf" | "knownAt"> & {
  readonly cursor: string | null;
  readonly limit: number;
};

/**
 * A grant's entries, newest first; on the first page what time has done and nobody has booked
 * comes before them.
 *
 * @throws DomainError `not_found` if the grant is not the organization's; `validation_error` for a
 *   cursor that no list gave.
 */
export async function listGrantEntries(
  ctx: Context,
  grantId: GrantId,
  { cursor, limit, ...query }: GrantEntriesQuery,
): Promise<GrantEntriesPage> {
  await findGrantOwner(ctx, grantId);
  const after = cursor === null ? [null, null, null] : readPlace(cursor);
  return atOneMoment(async (tx) => {
    const grant = await loadGrant(tx, grantId);
    const asked = await askedOf(ctx, grant.walletId, query);
    const wallet = walletFromRow((await tx.sql(WALLET, [grant.walletId]))[0] ?? {});
    const due = await dueOf(tx, ctx, asked);
    const unbooked = unbookedThen(due, { ...asked, wallet }).filter((e) => e.grantId === grantId);
    const moment = [grantId, asked.at, asked.knownAt] as const;
    const sums = await tx.sql(SUMS, moment);
    const rows = await tx.sql(ENTRIES, [...moment, ...after, limit]);
    const last = rows[limit - 1];
    return {
      items: [
        ...(cursor === null ? unbooked.toReversed().map((entry) => dueView(entry, grant)) : []),
        ...rows.slice(0, limit).map((row) => grantEntryView(row, grant)),
      ],
      nextCursor: rows.length > limit && last ? placeOf(last) : null,
      accounts: accountsView(
        rebuilt(grant, [...sums.filter(({ counts }) => counts).map(movementFromRow), ...unbooked]),
      ),
      tiesOut: isSame(grant, rebuilt(grant, sums.map(movementFromRow))),
    };
  });
}

async function loadGrant(tx: Tx, grantId: GrantId): Promise<Grant> {
  const [row] = await tx.sql(GRANT, [grantId]);
  if (!row) throw new RangeError("a grant vanished");
  return grantFromRow(row);
}

const EMPTY = Object.fromEntries(GRANT_ACCOUNTS.map((account) => [account, ZERO])) as Pick<
  Grant,
  (typeof GRANT_ACCOUNTS)[number]
>;

/** The grant's accounts from its entries alone. */
const rebuilt = (grant: Grant, added: readonly Movement[]): Grant =>
  revisedGrant({ ...grant, ...EMPTY }, { undone: [], added });

const isSame = (a: Grant, b: Grant) => GRANT_ACCOUNTS.every((account) => a[account] === b[account]);

const accountsView = (grant: Grant) =>
  Object.fromEntries(
    GRANT_ACCOUNTS.map((account) => [account, creditsText(grant[account])]),
  ) as GrantAccountsView;

const placeOf = ({ recorded_at, transaction_id, position }: Row): string =>
  cursorText({
    key: `${instant(recorded_at).toISOString()} ${position}`,
    id: text(transaction_id),
  });

function readPlace(cursor: string): readonly [string, string, number] {
  const { key, id } = readCursor(cursor);
  const [, at, position] = /^(\S+Z) (\d{1,9})$/.exec(key) ?? [];
  if (at === undefined || Number.isNaN(Date.parse(at))) {
    throw invalidField("cursor", "Not a cursor of this list");
  }
  return [at, id, Number(position)];
}

function grantEntryView(row: Row, { name }: Grant): GrantEntryView {
  return {
    ...entryView({ ...row, grant_name: name }),
    kind: text(row.kind),
    actor: {
      kind: text(row.actor_kind),
      id: orNull(row.actor_id, text),
      name: text(row.actor_name),
    },
    reference: text(row.reference),
    reasonCode: orNull(row.reason_code, text),
    reason: orNull(row.reason, text),
    featureName: orNull(row.feature_name, text),
    member: orNull(row.member, text),
    groupId: orNull(row.group_id, text),
    cause: causeView(row),
    reversesId: orNull(row.reverses_id, (id) => idText("ltx", idFromRow(id))),
  };
}

/** What time has done and a later command will book. */
const dueView = (entry: Entry, { name, walletId, id }: Grant): GrantEntryView => ({
  transactionId: null,
  position: 0,
  walletId: idText("wal", walletId as WalletId),
  grantId: idText("grt", id),
  grantName: name,
  from: entry.from,
  to: entry.to,
  amount: creditsText(entry.amount),
  decidedBy: entry.decidedBy,
  isLate: entry.isLate,
  effectiveAt: entry.effectiveAt.toISOString(),
  recordedAt: entry.effectiveAt.toISOString(),
  kind: "due",
  actor: { kind: "system", id: null, name: "time" },
  reference: "",
  ...{ reasonCode: null, reason: null, featureName: null, member: null, groupId: null },
  ...{ cause: null, reversesId: null },
});
