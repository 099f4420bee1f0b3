/**
 * How amounts are shown to people. The only file that may use `Intl.NumberFormat`:
 * it is given decimal strings, which it formats exactly, never floats.
 */
import { minorPlaces } from "./money";

// The type of `format` asks for a number or bigint, though ES2023 takes decimal strings exactly.
type DecimalString = `${number}`;
const decimal = (text: string) => text as DecimalString;

const credits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 9 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** `"1250.500"` is `1,250.5`; a true minus sign, as typography wants it. */
export const formatCredits = (text: string): string => signed(credits.format(decimal(text)));

/** The amount with its unit: `1 credit`, `1,250.5 credits`; other units are called as their code. */
export const creditWords = (text: string, unit = "credits"): string =>
  `${formatCredits(text)} ${unit === "credits" && ONE.test(text) ? "credit" : unit}`;
const ONE = /^-?1(\.0*)?$/;

/** What a unit costs: `5 credits per export`; `5 credits each` where the unit has no name. */
export const rateWords = (price: string, unitSingular: string | null | undefined): string =>
  unitSingular ? `${price} per ${unitSingular}` : `${price} each`;

/** `"12400"` is `12.4K`; for axes and cards only, with the exact value in the title. */
export const formatCompact = (text: string): string => signed(compact.format(decimal(text)));

/** `"149.00"` in USD is `$149.00`. Unit prices below the minor unit keep their places. */
export function formatMoney(text: string, currency: string): string {
  const formatter = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: minorPlaces(currency),
    maximumFractionDigits: 9,
  });
  return signed(formatter.format(decimal(text)));
}

/** A share such as `"0.255"` as `25.5%`. */
export const formatShare = (text: string): string =>
  signed(
    new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 }).format(
      decimal(text),
    ),
  );

const signed = (text: string) => text.replace("-", "\u2212");
