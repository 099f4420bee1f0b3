import type { BillingDefaultsInput } from "@/lib/invoicing/schema/billing";

/** When the credits of an invoice that has something to pay come. */
export const GRANT_ON_WORDS = {
  start: "with the period, paid or not",
  payment: "with the payment of its invoice",
} as const satisfies Record<BillingDefaultsInput["grantOn"], string>;

/** When an invoice is due, in words. */
export function netDaysWords(netDays: number): string {
  if (netDays === 0) return "when they are issued";
  return netDays === 1 ? "a day after they are issued" : `${netDays} days after they are issued`;
}
