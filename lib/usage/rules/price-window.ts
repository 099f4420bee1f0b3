/** The stretch of time that the counter of a use's price counts in: its billing period. */
import { windowEnd } from "@/lib/metering/rules/window";
import { isWithin, periodAt } from "@/lib/time/period";
import type { PricedUse } from "./plan-uses";

/** Half-open; without an end where the subscription's last period has none. */
export type PriceWindow = { readonly from: Date; readonly to: Date | null };

export function priceWindowOf(
  use: Pick<PricedUse, "terms" | "periodStart">,
  at: Date,
): PriceWindow {
  const { subscription, anchor } = use.terms;
  const from = use.periodStart;
  if (subscription === null) return { from, to: windowEnd("BILLING_PERIOD", at, anchor) };
  const { currentPeriodStart: start, currentPeriodEnd: end, line } = subscription;
  return { from, to: isWithin({ start, end }, at) ? end : periodAt(line, at).end };
}
