import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { rehearse } from "@/lib/db/rehearse";
import { dueAtOf } from "@/lib/invoicing/rules/billing";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { findWaiting } from "@/lib/invoicing/store/carried";
import { creditsText } from "@/lib/money/credits";
import { type Money, moneyText } from "@/lib/money/money";
import { withCarried } from "../rules/foresee-carried";
import { nothingStands, withTrueUps } from "../rules/foresee-commitment";
import { horizonFrom } from "../rules/foresee-months";
import { foreseeOwnStart } from "../rules/foresee-own-start";
import { startWarnings } from "../rules/start-warnings";
import { upcomingIssues } from "../rules/upcoming";
import type { StartInput, StartPreview } from "../schema";
import { countOfPlan } from "../store/same-plan";
import { billingView, plannedGrantView } from "../view";
import { allowedFeatureView, bookedAtOnceView, timelineView } from "../view/timeline";
import { type PreparedStart, prepareStart } from "./prepare-start";
import { publishIfNever } from "./start-subscription";

/** How many credits to come are shown: a year of months. */
const SHOWN = 12;

/**
 * What this start would do: the first invoice, the credits given now and those to come, and the
 * year ahead. Changes nothing.
 *
 * @throws DomainError as `startSubscription`.
 */
export async function previewStart(asking: Context, input: StartInput): Promise<StartPreview> {
  const ctx = await onClock(asking, input.customerId);
  return rehearse(ctx, async (tx) => {
    // The catalogue belongs to no customer, and so to no clock.
    if (ctx.origin === "api") await publishIfNever(tx, asking, input.planId);
    const prepared = await prepareStart(tx, ctx, input);
    const catalog = await loadCatalog(tx, ctx.organizationId);
    const waiting = await findWaiting(tx, input.customerId, prepared.version.currency);
    const { startedAt } = prepared.start.course;
    const of = { planId: input.planId, at: startedAt };
    const others = await countOfPlan(tx, input.customerId, of);
    return { ...startView(prepared), ...aheadView(ctx, catalog, { ...prepared, waiting, others }) };
  });
}

function startView({ version, billing, start: { course, issues, draws } }: PreparedStart) {
  return {
    ...billingView(billing),
    planName: version.planName,
    planVersionNumber: version.number,
    currency: version.currency,
    billingPeriod: course.cadence.length,
    periodStart: course.period.start.toISOString(),
    periodEnd: course.period.end.toISOString(),
    trialEndsAt: course.trialEndsAt?.toISOString() ?? null,
    feesNow: draws.map(({ fee, amount }) => ({
      name: fee.name || version.planName,
      credits: creditsText(amount),
      creditUnit: fee.unit.creditUnit,
    })),
    grantsNow: issues.map((issue) => plannedGrantView(issue, version.planName)),
    grantsLater: upcomingIssues(version, course, SHOWN).map((issue) =>
      plannedGrantView(issue, version.planName),
    ),
  };
}

type Ahead = PreparedStart & {
  /** What earlier invoices owe the customer. */
  readonly waiting: Money;
  /** The customer's other subscriptions of the plan. */
  readonly others: number;
};

function aheadView({ at }: Context, catalog: Catalog, ahead: Ahead) {
  const { version, choices, billing, start, waiting, others } = ahead;
  const { course } = start;
  const paying = { ...billing, isUnpaid: false };
  // A start that lies far behind has come further than any look from its own time.
  const from = course.startedAt;
  const until = horizonFrom(from < at ? at : from, course.zone);
  const asked = withTrueUps(version, course, {
    steps: foreseeOwnStart(catalog, { version, choices, start }, until),
    standing: nothingStands(version.overage?.unitPrice ?? null),
  });
  const steps = withCarried(asked, waiting);
  const lines = steps[0]?.lines ?? [];
  const due = { netDays: billing.netDays, zone: course.zone };
  return {
    lines: lines.map(({ description, amount }) => ({ description, amount: moneyText(amount) })),
    total: moneyText(subtotalOf(lines)),
    dueAt: lines.length > 0 ? dueAtOf(from, due).toISOString() : null,
    booked: bookedAtOnceView(steps, at, paying),
    timeline: timelineView({
      anchored: course,
      currency: version.currency,
      endsAt: course.endsAt,
      from,
      steps,
      standing: [],
      billing: paying,
    }),
    features: featuresOf(catalog, version),
    warnings: [...startWarnings(steps, { at, others, anchored: course, version })],
  };
}

const featuresOf = ({ features }: Catalog, { entitlements }: PlanVersion) =>
  entitlements.flatMap((entitlement) => {
    const feature = features.get(entitlement.featureId);
    return feature ? [allowedFeatureView(entitlement, feature)] : [];
  });
