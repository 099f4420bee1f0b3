/**
 * An amount of money in one currency, counted in billionths of the major unit.
 * Unit prices keep all nine places; what is invoiced is rounded once a line, by
 * `roundToMinor`, half away from zero.
 */
import { decimalFromRow, decimalText, parseDecimal, roundTo } from "./decimal";

export type Money = bigint & { readonly unit: "nanomoney" };

/** A count of billionths as money. The only cast to `Money`; any bigint is a valid count. */
export const nanomoney = (count: bigint) => count as Money;

export const NO_MONEY = nanomoney(0n);

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const MINOR_PLACES: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** How many decimals the currency's smallest coin has: 2 for USD, 0 for JPY. */
export const minorPlaces = (currency: string): number => MINOR_PLACES[currency] ?? 2;

export function parseMoney(text: string): Money | undefined {
  const count = parseDecimal(text);
  return count === undefined ? undefined : nanomoney(count);
}

export const moneyText = (amount: Money): string => decimalText(amount);
export const moneyFromRow = (text: unknown): Money => nanomoney(decimalFromRow(text));

/** Rounds to the currency's minor unit, half away from zero; once per invoice line (SEMANTICS 10.5). */
export const roundToMinor = (amount: Money, currency: string): Money =>
  nanomoney(roundTo(amount, minorPlaces(currency)));

export const addMoney = (a: Money, b: Money) => nanomoney(a + b);
export const minMoney = (a: Money, b: Money): Money => (a < b ? a : b);
export const subtractMoney = (a: Money, b: Money) => nanomoney(a - b);
export const sumMoney = (amounts: Iterable<Money>) => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return nanomoney(total);
};
