import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { rehearse } from "@/lib/db/rehearse";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { foreseeStart } from "../rules/foresee-course";
import { horizonFrom } from "../rules/foresee-months";
import { startWarnings } from "../rules/start-warnings";
import { upcomingIssues } from "../rules/upcoming";
import type { StartInput, StartPreview } from "../schema";
import { plannedGrantView } from "../view";
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
    return { ...startView(prepared), ...aheadView(ctx, catalog, prepared) };
  });
}

function startView({ version, start: { course, issues, draws, lines } }: PreparedStart) {
  return {
    planName: version.planName,
    planVersionNumber: version.number,
    currency: version.currency,
    billingPeriod: course.cadence.length,
    periodStart: course.period.start.toISOString(),
    periodEnd: course.period.end.toISOString(),
    trialEndsAt: course.trialEndsAt?.toISOString() ?? null,
    lines: lines.map(({ description, amount }) => ({ description, amount: moneyText(amount) })),
    total: moneyText(subtotalOf(lines)),
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

function aheadView({ at }: Context, catalog: Catalog, { version, start }: PreparedStart) {
  const { course } = start;
  // A start that lies far behind has come further than any look from its own time.
  const from = course.startedAt;
  const until = horizonFrom(from < at ? at : from, course.zone);
  const steps = foreseeStart(version, start, until);
  return {
    booked: bookedAtOnceView(steps, at),
    timeline: timelineView({
      anchored: course,
      currency: version.currency,
      endsAt: course.endsAt,
      from,
      steps,
      standing: [],
    }),
    features: featuresOf(catalog, version),
    warnings: [...startWarnings(steps, at)],
  };
}

const featuresOf = ({ features }: Catalog, { entitlements }: PlanVersion) =>
  entitlements.flatMap((entitlement) => {
    const feature = features.get(entitlement.featureId);
    return feature ? [allowedFeatureView(entitlement, feature)] : [];
  });
