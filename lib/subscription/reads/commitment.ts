import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { nanomoney, sumMoney } from "@/lib/money/money";
import { agreedFor, committedPeriod, countedOf, passesOn } from "../rules/commitment";
import { inWholeUnits, worthOfAsked } from "../rules/commitment-worth";
import { nothingStands, type StandingCommitment, withTrueUps } from "../rules/foresee-commitment";
import type { ForeseenStep } from "../rules/foresee-course";
import { lotsToInvoice } from "../rules/renewal";
import { isWaiting } from "../rules/subscription";
import { usageCharges } from "../rules/usage-due";
import type { CommitmentStandingView } from "../schema/commitment";
import type { Subscription } from "../store";
import { loadOpenLots } from "../store/books";
import { loadPendingUse, loadSettled } from "../store/commitments";
import { loadSuccessorVersions } from "../store/successors";
import { findViewRow } from "../store/view-row";
import { weighCommitments } from "../store/weighed-commitments";
import { commitmentStandingView, type RunningCommitment } from "../view/commitment";

const reader = { sql: readSql };

/** How a subscription stands with its commitment now; undefined without one, or such a subscription. */
export async function findCommitment(
  ctx: Context,
  id: SubscriptionId,
): Promise<CommitmentStandingView | undefined> {
  const subscription = await findViewRow(reader, ctx.organizationId, id);
  if (!subscription) return undefined;
  const [catalog, { at }] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    onClock(ctx, subscription.customerId),
  ]);
  const version = committedTerms(catalog, subscription);
  if (!version?.commitment) return undefined;
  const { course, currency } = subscription;
  const [running, settled] = await Promise.all([
    runningOf(subscription, { catalog, version, at }),
    loadSettled(reader, [id]),
  ]);
  const { commitment } = version;
  return commitmentStandingView({
    ...{ id, currency, zone: course.zone, commitment, running, settled },
  });
}

/** The plan's version, with the charges of what was sold on top of it. */
function committedTerms(
  { planVersions }: Catalog,
  { planVersionId, choices }: Pick<Subscription, "planVersionId" | "choices">,
): PlanVersion | undefined {
  const version = planVersions.get(planVersionId);
  const sold = choices.addOns.flatMap((one) => planVersions.get(one.planVersionId)?.charges ?? []);
  return version && { ...version, charges: [...version.charges, ...sold] };
}

type Standing = Pick<Subscription, "id" | "customerId" | "status" | "course">;
type Asked = { readonly catalog: Catalog; readonly version: PlanVersion; readonly at: Date };

async function runningOf(
  subscription: Standing,
  { catalog, version, at }: Asked,
): Promise<RunningCommitment | null> {
  const { status, course } = subscription;
  const { commitment } = version;
  if (commitment === null || status === "ENDED" || status === "PAUSED" || isWaiting(course)) {
    return null;
  }
  const found = committedPeriod(version, course, course.period.start);
  if (!found) return null;
  const { start } = found.lived;
  const end = course.endsAt && course.endsAt < found.whole.end ? course.endsAt : found.whole.end;
  const lived = { start, end: at < end ? at : end };
  const [weighed] = await weighCommitments(reader, [
    { subscription, catalog, version, commitment, lived, at: lived.end },
  ]);
  if (!weighed) return null;
  const agreed = agreedFor({ ...found, lived: { start, end } }, weighed.pauses);
  const pending = await loadPending(subscription, { catalog, version, at });
  return {
    period: { start, end },
    agreed: inWholeUnits(weighed.measure, agreed),
    ...{ weighed, pending },
  };
}

/** Use in money, and overage with a price, that the next close will ask for. */
async function loadPending({ customerId }: Standing, { catalog, version, at }: Asked) {
  const charges = usageCharges(version).map(({ id }) => id);
  const [owed, lots] = await Promise.all([
    loadPendingUse(reader, customerId, charges),
    loadOpenLots(reader, [customerId]),
  ]);
  const priced = lotsToInvoice(catalog, { ...version, at }, lots).map(({ open, unitPrice }) =>
    nanomoney(timesOverHalfUp(open, unitPrice, ONE)),
  );
  return sumMoney([owed, ...priced]);
}

/** The steps that a running subscription will take, with what they ask for its commitment. */
export async function withCommitment(
  subscription: Subscription,
  { catalog, at, steps }: Pick<Asked, "catalog" | "at"> & { steps: readonly ForeseenStep[] },
): Promise<readonly ForeseenStep[]> {
  const version = committedTerms(catalog, subscription);
  if (!version?.commitment) return steps;
  const [running, successors] = await Promise.all([
    runningOf(subscription, { catalog, version, at }),
    loadSuccessorVersions(reader, [subscription.id]),
  ]);
  const standing = running
    ? standingOf(running)
    : nothingStands(version.overage?.unitPrice ?? null);
  const successorId = successors.get(subscription.id);
  const successor = successorId && catalog.planVersions.get(successorId);
  return withTrueUps(version, subscription.course, {
    steps,
    standing: { ...standing, passesOn: passesOn(version, successor) },
  });
}

function standingOf({ weighed, pending }: RunningCommitment): StandingCommitment {
  const { measure, brought, pauses, counted } = weighed;
  const spent = countedOf(counted) + worthOfAsked(measure, pending);
  return { brought, pauses, counted: spent, price: measure.price };
}
