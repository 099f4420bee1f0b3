/**
 * What a cancellation within a period gives back, and asks still (SEMANTICS 8.6, 8.7): as a change of
 * plan that nothing comes after, so that cancelling and starting again never mints. Pure.
 */
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { type Money, minMoney, NO_MONEY, subtractMoney } from "@/lib/money/money";
import { arrearFees, type ChangeFrom, NOTHING } from "./change";
import {
  type AskedFee,
  creditLinesOf,
  type FeeCredit,
  feeCredits,
  owedLines,
  unspentShare,
} from "./change-credit";

/** A fee, and what was paid of the invoice that asked for it; null: all. */
type PaidFee = AskedFee & {
  readonly invoice: { readonly id: string; readonly paid: Money | null };
};

export type CancelFrom<Fee extends PaidFee> = Pick<ChangeFrom, "version" | "course" | "grants"> & {
  readonly fees: readonly Fee[];
};

export type CancelTerms = {
  readonly at: Date;
  /** Whether the plan's unspent credits are taken back. */
  readonly isVoided: boolean;
  /** Whether unused time is given back. */
  readonly isCredited: boolean;
};

export type CancelOutcome<Fee extends PaidFee> = {
  /** For the closing invoice. */
  readonly lines: readonly InvoiceLine[];
  readonly credits: readonly FeeCredit[];
  /** Fees of which nothing, or less, is given back because they were not paid for. */
  readonly unpaid: readonly Fee[];
};

/** Credits that are kept count as used. A fee that is paid afterwards is asked for what was used ahead. */
export function cancelOutcome<Fee extends PaidFee>(
  { version, course, grants, fees }: CancelFrom<Fee>,
  { at, isVoided, isCredited }: CancelTerms,
): CancelOutcome<Fee> {
  const { currency } = version;
  const unspent = isVoided ? unspentShare(grants) : NOTHING;
  const livedTo = course.pausedAt ?? at;
  const owed = owedLines(arrearFees({ version, course }, livedTo), {
    unspent,
    at: livedTo,
    currency,
  });
  const due = isCredited ? feeCredits(fees, unspent, { at, currency }) : [];
  const credits = withinPaid(fees, due);
  const unpaid = fees.filter((fee) => amountOf(credits, fee) < amountOf(due, fee));
  return { lines: [...owed, ...creditLinesOf(credits, at)], credits, unpaid };
}

const amountOf = (credits: readonly FeeCredit[], fee: AskedFee): Money =>
  credits.find((credit) => credit.fee === fee)?.amount ?? NO_MONEY;

/** Of each invoice no more than was paid of it. */
function withinPaid(fees: readonly PaidFee[], credits: readonly FeeCredit[]): readonly FeeCredit[] {
  const left = new Map(fees.map(({ invoice }) => [invoice.id, invoice.paid]));
  return fees.flatMap((fee): readonly FeeCredit[] => {
    const credit = credits.find((one) => one.fee === fee);
    const paid = left.get(fee.invoice.id) ?? null;
    if (!credit || paid === null) return credit ? [credit] : [];
    const amount = minMoney(credit.amount, paid);
    left.set(fee.invoice.id, subtractMoney(paid, amount));
    return amount > NO_MONEY ? [{ ...credit, amount }] : [];
  });
}
