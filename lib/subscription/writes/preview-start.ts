import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { rehearse } from "@/lib/db/rehearse";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { moneyText } from "@/lib/money/money";
import { upcomingIssues } from "../rules/upcoming";
import type { StartInput, StartPreview } from "../schema";
import { plannedGrantView } from "../view";
import { prepareStart } from "./prepare-start";
import { publishIfNever } from "./start-subscription";

/** How many credits to come are shown: a year of months. */
const SHOWN = 12;

/**
 * What this start would do: the first invoice, the credits given now and those to come. Changes
 * nothing.
 *
 * @throws DomainError as `startSubscription`.
 */
export async function previewStart(asking: Context, input: StartInput): Promise<StartPreview> {
  const ctx = await onClock(asking, input.customerId);
  return rehearse(ctx, async (tx) => {
    // The catalogue belongs to no customer, and so to no clock.
    if (ctx.origin === "api") await publishIfNever(tx, asking, input.planId);
    const { version, start } = await prepareStart(tx, ctx, input);
    const { course, issues, lines } = start;
    return {
      planName: version.planName,
      planVersionNumber: version.number,
      currency: version.currency,
      billingPeriod: course.cadence.length,
      periodStart: course.period.start.toISOString(),
      periodEnd: course.period.end.toISOString(),
      lines: lines.map(({ description, amount }) => ({ description, amount: moneyText(amount) })),
      total: moneyText(subtotalOf(lines)),
      grantsNow: issues.map((issue) => plannedGrantView(issue, version.planName)),
      grantsLater: upcomingIssues(version, course, SHOWN).map((issue) =>
        plannedGrantView(issue, version.planName),
      ),
    };
  });
}
