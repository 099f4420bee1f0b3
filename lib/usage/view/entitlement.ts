/** What a customer has of a feature, and what is used of it, as it is shown. */

import { windowEnd } from "@/lib/metering/rules/window";
import { NOTHING_USED, nanounits, type Quantity, quantityText } from "@/lib/money/quantity";
import type { Terms } from "../rules/terms";
import type { EntitlementUseView } from "../schema/access";

type Asked = {
  readonly terms: Terms;
  readonly isMetered: boolean;
  /** In the window that runs; nothing where no plan lists the feature. */
  readonly used: Quantity;
  readonly at: Date;
};

export function entitlementView({ terms, isMetered, used, at }: Asked): EntitlementUseView {
  const { access } = terms;
  if (!access.isAllowed) return { ...NONE, by: null };
  if (!isMetered) return { ...NONE, by: access.by, staticValues: [...access.staticValues] };
  const { included, ceiling, reset } = access.allowance;
  return {
    by: access.by,
    included: quantityText(included),
    used: quantityText(used),
    remaining: quantityText(left(included, used)),
    limit: ceiling === null ? null : quantityText(ceiling),
    reset,
    resetsAt: resetsAt(terms, at)?.toISOString() ?? null,
    staticValues: [],
  };
}

const NONE = {
  included: null,
  used: null,
  remaining: null,
  limit: null,
  reset: null,
  resetsAt: null,
  staticValues: [],
};

export const left = (most: Quantity, used: Quantity): Quantity =>
  used < most ? nanounits(most - used) : NOTHING_USED;

/** When what is used starts anew; a billing period's end is the subscription's. */
export function resetsAt({ access, anchor, subscription }: Terms, at: Date): Date | null {
  const reset = access.isAllowed ? access.allowance.reset : "BILLING_PERIOD";
  if (reset === "BILLING_PERIOD" && subscription !== null) return subscription.currentPeriodEnd;
  return windowEnd(reset, at, anchor);
}
