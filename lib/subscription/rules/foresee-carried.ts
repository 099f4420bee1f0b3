/** What the invoices to come take over of what earlier ones owe the customer. Pure. */
import { takeOver } from "@/lib/invoicing/rules/carry";
import type { Money } from "@/lib/money/money";
import type { ForeseenStep } from "./foresee-course";

/** The same steps; the soonest invoice takes as much of what waits as it asks for, then the next. */
export function withCarried(steps: readonly ForeseenStep[], waits: Money): readonly ForeseenStep[] {
  let waiting = waits;
  return steps.map((step) => {
    const taken = takeOver(step.lines, waiting);
    waiting = taken.waiting;
    return { ...step, lines: taken.lines };
  });
}
