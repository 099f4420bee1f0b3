import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { findWaiting } from "@/lib/invoicing/store/carried";
import { withCarried } from "../rules/foresee-carried";
import { horizonFrom } from "../rules/foresee-months";
import { comingChange, foreseeSuccessor } from "../rules/foresee-successor";
import type { NewAnchor } from "../rules/new-anchor";
import { wholePeriod } from "../rules/next-period";
import { termsOf } from "../rules/terms";
import { foreseeOwn } from "../rules/terms-in-time";
import type { BridgeView } from "../schema/renewal-date";
import type { TimelineView } from "../schema/timeline";
import { loadRunning } from "../store";
import { unpaidPeriods } from "../store/awaited";
import { bridgeView } from "../view/renewal-date";
import { timelineView } from "../view/timeline";
import { loadStanding } from "./timeline";

const reader = { sql: readSql };

export type MovedAhead = {
  readonly renewsAt: Date;
  readonly bridge: BridgeView | null;
  readonly timeline: TimelineView;
};

/**
 * What a running subscription would come to if its renewal date were moved at its period's end;
 * undefined where it does not run, or its period has ended since.
 */
export async function findMovedAhead(
  ctx: Context,
  id: SubscriptionId,
  { dueAt, anchor }: { readonly dueAt: Date; readonly anchor: NewAnchor },
): Promise<MovedAhead | undefined> {
  const [subscription] = await loadRunning(reader, ctx.organizationId, { subscriptionIds: [id] });
  if (subscription?.course.period.end.getTime() !== dueAt.getTime()) return undefined;
  const [catalog, { at: from }, standing, waiting, unpaid] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    onClock(ctx, subscription.customerId),
    loadStanding(ctx, id),
    findWaiting(reader, subscription.customerId, subscription.currency),
    unpaidPeriods(reader, [subscription]),
  ]);
  const { course, currency, planVersionId, choices, billing } = subscription;
  const until = horizonFrom(from, course.zone);
  const ending = { ...subscription, course: { ...course, endsAt: dueAt } };
  const steps = foreseeOwn(catalog, ending, until);
  const version = termsOf(catalog, subscription, new Date(dueAt.getTime() - 1));
  if (!version) throw new RangeError(`no plan version of ${id}`);
  const agreed = { planVersionId, choices, billingPeriod: course.cadence.length };
  const coming = comingChange(catalog, { ...agreed, dueAt, anchor, mode: "keep" }, subscription);
  const end = steps.at(-1)?.course ?? ending.course;
  const bounds = { at: dueAt, until };
  const { steps: after } = foreseeSuccessor({ version, course: end }, coming, bounds);
  const { course: begun } = after[0];
  const bridge = bridgeView(begun.period, wholePeriod(begun, 0));
  return {
    renewsAt: bridge ? begun.period.end : begun.period.start,
    bridge,
    timeline: timelineView({
      ...{ anchored: begun, currency, endsAt: null, from, standing },
      steps: withCarried([...steps, ...after], waiting),
      billing: { ...billing, isUnpaid: unpaid.has(id) },
    }),
  };
}
