/** What whoever starts a subscription should know before: things that are allowed, but seldom meant. */
import type { ForeseenStep } from "./foresee-course";

export function startWarnings(steps: readonly ForeseenStep[], at: Date): readonly string[] {
  const due = steps.filter((step) => step.at <= at);
  const asked = due.filter(({ lines }) => lines.length > 0).length;
  const ended = due
    .flatMap(({ issues }) => issues)
    .filter(({ occurrence: { expiresAt } }) => expiresAt !== null && expiresAt <= at).length;
  return [
    ...(asked > 1 ? [`The start lies in the past: ${asked} invoices are issued at once.`] : []),
    ...(ended > 0 ? [`${countOf(ended)} given for a time that has ended already.`] : []),
    ...(steps.every(({ issues, lines }) => issues.length + lines.length === 0)
      ? ["The plan asks no fee and gives no credits."]
      : []),
  ];
}

const countOf = (grants: number) => (grants === 1 ? "One grant is" : `${grants} grants are`);
