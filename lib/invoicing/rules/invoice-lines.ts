/**
 * What stands on an invoice. A line's amount is rounded to the minor unit once; the invoice
 * adds up rounded lines, so that its parts are its total.
 */
import type { ChargeId, FeatureId, GrantId } from "@/lib/ids";
import { type Credits, sum } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, NO_MONEY, nanomoney, roundToMinor, sumMoney } from "@/lib/money/money";
import { nanounits, ONE_UNIT, type Quantity } from "@/lib/money/quantity";
import type { Period } from "@/lib/time/period";
import { prorateMoney, type Share, WHOLE } from "./proration";

export const LINE_KINDS = [
  ...(["recurring", "credits", "overage", "usage", "information"] as const),
  ...(["credit", "carried", "true_up", "given"] as const),
] as const;
/**
 * `information` tells of usage that credits have paid; it is never charged. `credit` gives back of
 * an earlier fee; `carried` is what an invoice hands on to later ones, or takes over from earlier.
 * `true_up` asks for what is missing to a commitment. `given` tells of credits that come with the
 * payment, and asks for nothing.
 */
export type LineKind = (typeof LINE_KINDS)[number];

export type InvoiceLine = {
  readonly kind: LineKind;
  readonly description: string;
  readonly chargeId: ChargeId | null;
  readonly featureId: FeatureId | null;
  /** The grant that this line pays for. */
  readonly grantId: GrantId | null;
  readonly quantity: Quantity;
  readonly unitAmount: Money;
  /** Rounded to the minor unit. */
  readonly amount: Money;
  /** How many credits the line is about; null for plain money. */
  readonly credits: Credits | null;
  readonly period: Period | null;
};

export const BARE = { chargeId: null, featureId: null, grantId: null, credits: null, period: null };

/** `quantity × unitAmount`, rounded once. */
export const lineAmount = (quantity: Quantity, unitAmount: Money, currency: string): Money =>
  roundToMinor(nanomoney(timesOverHalfUp(quantity, unitAmount, ONE)), currency);

/** A fee for a period, or for a share of one; of so many pieces at that price each, one unless told. */
export function recurringLine(
  fee: {
    readonly id: ChargeId;
    readonly name: string;
    readonly amount: Money;
    readonly pieces?: number;
  },
  period: Period,
  { currency, share = WHOLE }: { readonly currency: string; readonly share?: Share },
): InvoiceLine {
  const { amount: unitAmount, pieces = 1 } = fee;
  const { part } = prorateMoney(nanomoney(unitAmount * BigInt(pieces)), share, currency);
  const quantity = nanounits(BigInt(pieces) * ONE);
  const facts = { kind: "recurring", description: fee.name, chargeId: fee.id, period } as const;
  return { quantity, unitAmount, amount: part, ...BARE, ...facts };
}

/** Credits bought for a price. */
export function creditsLine(
  bought: { readonly description: string; readonly credits: Credits; readonly price: Money },
  grantId: GrantId | null,
  currency: string,
): InvoiceLine {
  const { description, credits, price } = bought;
  const amount = roundToMinor(price, currency);
  const facts = { kind: "credits", description, credits, grantId } as const;
  return { quantity: ONE_UNIT, unitAmount: price, amount, ...BARE, ...facts };
}

/** What is open of an overage lot, and what it costs. */
export type PricedLot = {
  readonly chargeId: ChargeId | null;
  readonly featureId: FeatureId | null;
  readonly open: Credits;
  /** Money per credit. */
  readonly unitPrice: Money;
  readonly currency: string;
};

/** One line per charge, feature and price, in the order given (oldest first); rounded once each. */
export function overageLines(
  lots: readonly PricedLot[],
  period: Period,
  nameOf: (featureId: FeatureId | null) => string,
): readonly InvoiceLine[] {
  return groupsOf(lots).map((group) => {
    const { chargeId, featureId, unitPrice, currency } = group[0];
    const credits = sum(group.map(({ open }) => open));
    const quantity = nanounits(credits);
    const amount = lineAmount(quantity, unitPrice, currency);
    const description = `Overage: ${nameOf(featureId)}`;
    const facts = { kind: "overage", description, chargeId, featureId, credits, period } as const;
    return { quantity, unitAmount: unitPrice, amount, ...BARE, ...facts };
  });
}

/** Tells of use that credits have paid already; asks for nothing. */
export function usedLine(
  {
    description,
    featureId,
    credits,
  }: Pick<InvoiceLine, "description" | "featureId"> & {
    readonly credits: Credits;
  },
  period: Period,
): InvoiceLine {
  const facts = { kind: "information", description, featureId, credits, period } as const;
  const quantity = nanounits(credits);
  return { quantity, unitAmount: NO_MONEY, amount: NO_MONEY, ...BARE, ...facts };
}

/** Tells of credits that come with the payment of the invoice; asks for nothing. */
export const givenLine = (name: string, credits: Credits, period: Period | null): InvoiceLine => ({
  ...{ ...BARE, kind: "given", description: `Comes with the payment: ${name}`, credits, period },
  ...{ quantity: nanounits(credits), unitAmount: NO_MONEY, amount: NO_MONEY },
});

function groupsOf(lots: readonly PricedLot[]): [PricedLot, ...PricedLot[]][] {
  const groups = new Map<string, [PricedLot, ...PricedLot[]]>();
  for (const lot of lots) {
    const key = [lot.chargeId, lot.featureId, lot.unitPrice, lot.currency].join("|");
    const group = groups.get(key);
    if (group) group.push(lot);
    else groups.set(key, [lot]);
  }
  return [...groups.values()];
}

/** Information lines tell of what was paid elsewhere: they count for nothing. */
export const subtotalOf = (lines: readonly InvoiceLine[]): Money =>
  sumMoney(lines.filter(({ kind }) => kind !== "information").map(({ amount }) => amount));
