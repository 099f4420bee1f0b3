/** The customer's other subscriptions that have a commitment: use counts towards one of them only. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, FeatureId, SubscriptionId } from "@/lib/ids";
import type { Period } from "@/lib/time/period";
import type { Committed } from "../rules/commitment";
import { usageCharges } from "../rules/usage-due";
import { loadSubscriptionsSince } from "./of-customers";

type Asked = {
  readonly subscription: { readonly id: SubscriptionId; readonly customerId: CustomerId };
  readonly catalog: Catalog;
  readonly period: Period;
};

export const committedOf = (
  version: Pick<PlanVersion, "charges">,
  startedAt: Date,
): Committed<FeatureId> => ({
  startedAt,
  prices: new Set(usageCharges(version).map(({ featureId }) => featureId)),
});

/** Those that ran in each period, in the order asked for. */
export async function loadRivals(
  tx: Tx,
  asked: readonly Asked[],
): Promise<readonly (readonly Committed<FeatureId>[])[]> {
  const since = new Date(Math.min(...asked.map(({ period }) => period.start.getTime())));
  const customers = [...new Set(asked.map(({ subscription }) => subscription.customerId))];
  const all = await loadSubscriptionsSince(tx, customers, since);
  return asked.map(({ subscription: { id, customerId }, catalog, period }) =>
    all.flatMap((other) => {
      const { startedAt, endsAt } = other;
      const isOther = other.customerId === customerId && other.id !== id;
      const isThen = startedAt < period.end && (endsAt === null || endsAt > period.start);
      const version = isOther && isThen && catalog.planVersions.get(other.planVersionId);
      return version && version.commitment !== null ? [committedOf(version, startedAt)] : [];
    }),
  );
}
