/** Rows of the ledger as views. */
import type { Row } from "@/lib/db/tx";
import { type Id, idFromRow, idText } from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import type { EntryView, TransactionView } from "../schema/transaction";
import { accountFromRow, instant, orNull, text } from "../store/rows";
import { figuresView } from "../view";
import { causeView } from "./cause-view";

const outer = <Prefix extends string>(prefix: Prefix, id: unknown) =>
  idText(prefix, idFromRow<Id<Prefix>>(id));
const outerOrNull = <Prefix extends string>(prefix: Prefix, id: unknown) =>
  orNull(id, (known) => outer(prefix, known));
const amountText = (value: unknown) => creditsText(creditsFromRow(value));

export const entryView = (row: Row): EntryView => ({
  transactionId: outer("ltx", row.transaction_id),
  position: row.position as number,
  walletId: outer("wal", row.wallet_id),
  grantId: outerOrNull("grt", row.grant_id),
  grantName: orNull(row.grant_name, text),
  from: accountFromRow(row.from_account),
  to: accountFromRow(row.to_account),
  amount: amountText(row.amount),
  decidedBy: orNull(row.decided_by, text),
  isLate: row.is_late as boolean,
  effectiveAt: instant(row.effective_at).toISOString(),
  recordedAt: instant(row.recorded_at).toISOString(),
});

export function transactionView(
  row: Row,
  entries: readonly Row[],
  postings: readonly Row[],
): TransactionView {
  const reversed = creditsFromRow(row.reversed);
  return {
    id: outer("ltx", row.id),
    customerId: outer("cus", row.customer_id),
    customerName: text(row.customer_name),
    kind: text(row.kind),
    origin: text(row.origin),
    reference: text(row.reference),
    amount: amountText(row.amount),
    change: creditsText(changeOf(entries)),
    actor: {
      kind: text(row.actor_kind),
      id: orNull(row.actor_id, text),
      name: text(row.actor_name),
    },
    reasonCode: orNull(row.reason_code, text),
    reason: orNull(row.reason, text),
    featureId: outerOrNull("feat", row.feature_id),
    featureName: orNull(row.feature_name, text),
    member: orNull(row.member, text),
    groupId: orNull(row.group_id, text),
    cause: causeView(row),
    reversesId: outerOrNull("ltx", row.reverses_id),
    metadata: (row.metadata ?? {}) as Record<string, string>,
    reversed: creditsText(reversed),
    canReverse: REVERSIBLE.has(text(row.kind)) && reversed < creditsFromRow(row.amount),
    effectiveAt: instant(row.effective_at).toISOString(),
    recordedAt: instant(row.recorded_at).toISOString(),
    entries: entries.map(entryView),
    wallets: postings.map((posting) => postingView(posting, entries)),
  };
}

/** What took credits for use; nothing else can be given back. */
const REVERSIBLE: ReadonlySet<string> = new Set(["debit", "capture"]);

const postingView = (row: Row, entries: readonly Row[]) => ({
  walletId: outer("wal", row.wallet_id),
  walletName: text(row.wallet_name),
  seq: Number(row.seq),
  change: creditsText(changeOf(entries.filter((entry) => entry.wallet_id === row.wallet_id))),
  figures: figuresView({
    available: creditsFromRow(row.available),
    held: creditsFromRow(row.held),
    pending: creditsFromRow(row.pending),
    overage: creditsFromRow(row.overage),
  }),
});

/** Accounts that count in the balance: what is owed counts against it, so the same signs hold. */
const IN_BALANCE = new Set(["available", "held", "overage"]);

function changeOf(entries: readonly Row[]): Credits {
  let change: Credits = ZERO;
  for (const { from_account, to_account, amount } of entries) {
    const moved = creditsFromRow(amount);
    if (IN_BALANCE.has(accountFromRow(to_account))) change = plus(change, moved);
    if (IN_BALANCE.has(accountFromRow(from_account))) change = minus(change, moved);
  }
  return change;
}
