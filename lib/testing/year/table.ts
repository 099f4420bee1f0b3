/**
 * A customer's life as a table says it has to be: what happens when, what is left of each category
 * of credits, what was used, which invoice comes. Tables are written by hand from the rules, never
 * from what the program answers. Between two rows nothing changes: each day is as the one before.
 */
import { decimalText, parseDecimal } from "@/lib/money/decimal";

/** Spendable credits by category, and what waits for its payment; none of those left out. */
export type Balance = {
  readonly committed?: string;
  readonly promotional?: string;
  readonly prepaid?: string;
  readonly pending?: string;
};

export type DueInvoice = {
  readonly number: string;
  readonly total: string;
  /** `kind name amount`, or `information name credits`, in any order. */
  readonly lines: readonly string[];
};

export type Row<Act extends string> = {
  /** To the instant: a millisecond before, all is as in the row above. */
  readonly at: string;
  readonly what: string;
  /** What somebody does; without it, time alone changes something. */
  readonly act?: Act;
  /** Plan and status of each subscription that has not ended, and of the last that has. */
  readonly on: string;
  readonly balance: Balance;
  /** Units by feature in the period that runs; those that are not told have none. */
  readonly used?: Readonly<Record<string, string>>;
  /** Issued at this instant. */
  readonly invoices?: readonly DueInvoice[];
  /** Numbers of the invoices that are paid with it. */
  readonly pays?: readonly string[];
};

export type Year<Act extends string> = {
  readonly rows: readonly Row<Act>[];
  /** The last day that is looked at, as a date. */
  readonly until: string;
};

/** What a customer has at an instant, as lines that can be compared. */
export type Picture = readonly string[];

export const pictureOfBalance = (balance: Balance): Picture =>
  (["committed", "promotional", "prepaid", "pending"] as const).map(
    (category) => `${category} ${balance[category] ?? "0"}`,
  );

export const pictureOfInvoice = (
  { number, total }: Pick<DueInvoice, "number" | "total">,
  isPaid: boolean,
): string => `${number} ${total}${isPaid ? " paid" : ""}`;

/** Balance and invoices: what every day shows. */
export function dailyPicture(rows: readonly Row<string>[]): Picture {
  const last = rows.at(-1);
  const paid = new Set(rows.flatMap(({ pays = [] }) => pays));
  const invoices = rows.flatMap((row) => row.invoices ?? []);
  return [
    ...pictureOfBalance(last?.balance ?? {}),
    ...invoices.map((invoice) => pictureOfInvoice(invoice, paid.has(invoice.number))),
  ];
}

/** What a row shows beside: where the subscription stands, use, and the new invoices' lines. */
export const rowPicture = ({ on, used = {}, invoices = [], at }: Row<string>): Picture => [
  on,
  ...Object.entries(used)
    .map(([feature, units]) => `used ${feature} ${units}`)
    .toSorted(),
  ...invoices.map(({ number }) => `${number} of ${instant(at)}`),
  ...invoices.flatMap(({ number, lines }) => lines.map((line) => `${number}: ${line}`)).toSorted(),
];

/** What decimal texts come to. */
export const sumText = (texts: readonly string[]): string =>
  decimalText(texts.reduce((sum, text) => sum + (parseDecimal(text) ?? 0n), 0n));

export const instant = (text: string): string => new Date(text).toISOString();
