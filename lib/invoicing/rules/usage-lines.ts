/** What use in a period asks in money: what no wallet has covered, and what is missing to a minimum. */

import { type CarriedTally, wholeTally } from "@/lib/catalog/rules/carried-tally";
import type { UsageCharge } from "@/lib/catalog/rules/catalog";
import { decimalText } from "@/lib/money/decimal";
import { formatCredits, formatMoney } from "@/lib/money/format";
import {
  addMoney,
  type Money,
  moneyText,
  NO_MONEY,
  nanomoney,
  roundToMinor,
  subtractMoney,
} from "@/lib/money/money";
import { NOTHING_USED } from "@/lib/money/quantity";
import type { Period } from "@/lib/time/period";
import { BARE, type InvoiceLine } from "./invoice-lines";
import { priceWalk } from "./price-walk";

/** What a charge came to in one window. */
export type MeteredUse = {
  readonly charge: UsageCharge;
  readonly featureName: string;
  readonly tally: CarriedTally;
  /** Not invoiced yet. */
  readonly owed: Money;
  /** Asked by earlier invoices. */
  readonly invoiced: Money;
  /** What wallets have covered. */
  readonly covered: Money;
  /** Of what is owed: an earlier invoice has asked for it, to the minimum of the period. */
  readonly within?: Money;
};

/**
 * Rounded once. Where an earlier invoice has asked for the same window, the line is the difference
 * of the rounded totals, so that all of them together are the rounded whole.
 *
 * @returns null if it comes to less than the smallest coin.
 */
export function usageLine(use: MeteredUse, period: Period, currency: string): InvoiceLine | null {
  const { charge, featureName, tally, owed, invoiced, within = NO_MONEY } = use;
  const total = roundToMinor(subtractMoney(addMoney(invoiced, owed), within), currency);
  const amount = subtractMoney(total, roundToMinor(invoiced, currency));
  if (amount === NO_MONEY) return null;
  const { pricing, unit } = charge;
  const isPlain = pricing.model === "PER_UNIT" && unit.kind === "money";
  return {
    ...BARE,
    ...{ kind: "usage", chargeId: charge.id, featureId: charge.featureId, period, amount },
    description: `${charge.name || featureName}: ${wordsOf(use, currency)}`,
    quantity: tally.quantity,
    unitAmount: isPlain ? nanomoney(pricing.unitAmount) : NO_MONEY,
  };
}

function wordsOf(
  { charge, tally, invoiced, covered, within = NO_MONEY }: MeteredUse,
  currency: string,
): string {
  const { pricing, unit } = charge;
  const money = (of: Money) => formatMoney(decimalText(of), currency);
  const { maximum } = pricing;
  return [
    priceWalk(pricing, wholeTally(tally), unit.kind === "money" ? currency : null),
    ...(tally.carried
      ? [`${formatCredits(decimalText(tally.carried.quantity))} of it before`]
      : []),
    ...(maximum === null ? [] : [`at most ${money(nanomoney(maximum))}`]),
    ...(covered > NO_MONEY ? [`${money(roundToMinor(covered, currency))} paid by credits`] : []),
    ...(invoiced > NO_MONEY ? [`${money(roundToMinor(invoiced, currency))} invoiced before`] : []),
    ...(within > NO_MONEY ? [`${money(roundToMinor(within, currency))} within the minimum`] : []),
  ].join("; ");
}

/** What is missing to a charge's minimum, once at the period's end. */
export function minimumLine(
  { charge, featureName }: Pick<MeteredUse, "charge" | "featureName">,
  /** The minimum in the charge's unit, and what no wallet has paid of what is missing. */
  { minimum, missing }: { readonly minimum: bigint; readonly missing: Money },
  { period, currency }: { readonly period: Period; readonly currency: string },
): InvoiceLine | null {
  const amount = roundToMinor(missing, currency);
  if (amount === NO_MONEY) return null;
  const least =
    charge.unit.kind === "money"
      ? formatMoney(moneyText(roundToMinor(nanomoney(minimum), currency)), currency)
      : `${formatCredits(decimalText(minimum))} credits`;
  return {
    ...BARE,
    ...{ kind: "usage", chargeId: charge.id, featureId: charge.featureId, period, amount },
    description: `${charge.name || featureName}: to the minimum of ${least}`,
    quantity: NOTHING_USED,
    unitAmount: NO_MONEY,
  };
}
