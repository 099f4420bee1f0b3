import type { Row } from "@/lib/db/tx";
import { type Id, idFromRow, idText } from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import type { AdvanceView, ClockStatus, HappeningView, TestClockView } from "./schema";

const iso = (value: unknown): string => (value as Date).toISOString();
const isoOrNull = (value: unknown): string | null => (value === null ? null : iso(value));

export const clockView = (row: Row): TestClockView => ({
  id: idText("clk", idFromRow(row.id)),
  name: String(row.name),
  frozenAt: iso(row.now_at),
  status: statusOf(row),
  advancingTo: isoOrNull(row.advancing_to),
  customers: Number(row.customers),
  nextChangeAt: isoOrNull(row.next_change_at),
  nextRenewalAt: isoOrNull(row.next_renewal_at),
  createdAt: iso(row.created_at),
});

function statusOf({ archived_at, is_advancing, advancing_to }: Row): ClockStatus {
  if (archived_at !== null) return "ARCHIVED";
  if (is_advancing === true) return "ADVANCING";
  return advancing_to === null ? "READY" : "CUT_SHORT";
}

export const advanceView = (row: Row, happened: HappeningView[]): AdvanceView => ({
  id: idText("adv", idFromRow(row.id)),
  testClockId: idText("clk", idFromRow(row.test_clock_id)),
  from: iso(row.from_at),
  to: iso(row.to_at),
  isFinished: row.is_finished === true,
  by: String(row.actor_name),
  startedAt: iso(row.started_at),
  happened,
});

export const happeningView = (row: Row): HappeningView => ({
  at: iso(row.at),
  customerId: idText("cus", idFromRow(row.customer_id)),
  customerName: String(row.customer_name),
  kind: row.kind as HappeningView["kind"],
  name: row.name as string | null,
  amount: row.amount === null ? null : creditsText(creditsFromRow(row.amount)),
  unit: row.unit as string | null,
  walletId: outer("wal", row.wallet_id),
  grantId: outer("grt", row.grant_id),
  holdId: outer("hld", row.hold_id),
  transactionId: outer("ltx", row.transaction_id),
  subscriptionId: outer("sub", row.subscription_id),
  invoiceId: outer("inv", row.invoice_id),
});

const outer = <Prefix extends string>(prefix: Prefix, uuid: unknown): string | null =>
  uuid === null ? null : idText(prefix, idFromRow<Id<Prefix>>(uuid));
