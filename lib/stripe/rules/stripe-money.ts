/** Money as Stripe counts it: whole numbers of a currency's smallest part. */
import { type Money, nanomoney } from "@/lib/money/money";

/**
 * Stripe's own table (docs.stripe.com/currencies), which is not ISO 4217's everywhere: UGX and ISK
 * have no smaller part, and are counted in hundredths all the same.
 */
const WHOLE: ReadonlySet<string> = new Set(
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "),
);
const THOUSANDTHS: ReadonlySet<string> = new Set("BHD JOD KWD OMR TND".split(" "));

function placesOf(currency: string): bigint {
  if (WHOLE.has(currency)) return 0n;
  return THOUSANDTHS.has(currency) ? 3n : 2n;
}

/** `stripeMoney(9900, "USD")` is 99 dollars, `stripeMoney(9900, "JPY")` is 9,900 yen. */
export const stripeMoney = (amount: number, currency: string): Money =>
  nanomoney(BigInt(amount) * 10n ** (9n - placesOf(currency)));
