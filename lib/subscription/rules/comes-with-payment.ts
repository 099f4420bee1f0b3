/** Which of the steps to come give credits that wait for a payment (SEMANTICS 8.3). Pure. */
import type { GrantOn } from "@/lib/invoicing/rules/billing";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { NO_MONEY } from "@/lib/money/money";
import type { ForeseenStep } from "./foresee-course";

export type Paying = {
  readonly grantOn: GrantOn;
  /** Whether the invoice that the current period began with is still to be paid. */
  readonly isUnpaid: boolean;
};

export const PAID_AT_ONCE: Paying = { grantOn: "start", isUnpaid: false };

/** Those whose period begins with an invoice that has something to pay; within one, what it began with decides. */
export function comesWithPayment(
  steps: readonly ForeseenStep[],
  { grantOn, isUnpaid }: Paying,
): ReadonlySet<ForeseenStep> {
  if (grantOn === "start") return new Set();
  let waits = isUnpaid;
  return new Set(
    steps.filter(({ kind, lines }) => {
      if (kind !== "issue" && kind !== "resume") waits = subtotalOf(lines) > NO_MONEY;
      return waits;
    }),
  );
}
