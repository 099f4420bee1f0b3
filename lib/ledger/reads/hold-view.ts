/** Rows of holds as views: one whose time is over counts as expired, whether that was booked or not. */
import type { Row } from "@/lib/db/tx";
import { type Id, idFromRow, idText } from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText, minus, plus } from "@/lib/money/credits";
import type { HoldState, HoldView } from "../schema/hold";
import { instant, orNull, text } from "../store/rows";

const outer = <Prefix extends string>(prefix: Prefix, id: unknown) =>
  idText(prefix, idFromRow<Id<Prefix>>(id));

/** @param row with `has_ended`: its time is over as its customer's clock has it. */
export function holdView(row: Row, draws: readonly Row[]): HoldView {
  const stored = text(row.state).toLowerCase() as HoldState;
  const hasLapsed = stored === "open" && row.has_ended === true;
  const { amount, captured, released } = figuresOf(row, hasLapsed);
  return {
    id: outer("hld", row.id),
    customerId: outer("cus", row.customer_id),
    customerName: text(row.customer_name),
    walletIds: [...new Set(draws.map((draw) => outer("wal", draw.wallet_id)))],
    creditUnit: text(row.credit_unit),
    featureId: orNull(row.feature_id, (id) => outer("feat", id)),
    featureName: orNull(row.feature_name, text),
    member: orNull(row.member, text),
    purpose: orNull(row.purpose, text),
    amount: creditsText(amount),
    captured: creditsText(captured),
    released: creditsText(released),
    held: creditsText(minus(amount, plus(captured, released))),
    state: hasLapsed ? "expired" : stored,
    expiresAt: instant(row.expires_at).toISOString(),
    createdAt: instant(row.created_at).toISOString(),
    transactionId: outer("ltx", row.transaction_id),
    draws: draws.map((draw) => drawView(draw, hasLapsed)),
  };
}

function drawView(row: Row, hasLapsed: boolean): HoldView["draws"][number] {
  const { amount, captured, released } = figuresOf(row, hasLapsed);
  return {
    grantId: outer("grt", row.grant_id),
    grantName: text(row.grant_name),
    walletId: outer("wal", row.wallet_id),
    amount: creditsText(amount),
    captured: creditsText(captured),
    released: creditsText(released),
    decidedBy: text(row.decided_by),
  };
}

type Figures = Record<"amount" | "captured" | "released", Credits>;

function figuresOf(row: Row, hasLapsed: boolean): Figures {
  const amount = creditsFromRow(row.amount);
  const captured = creditsFromRow(row.captured);
  const released = hasLapsed ? minus(amount, captured) : creditsFromRow(row.released);
  return { amount, captured, released };
}
