/** What a change of plan changes of each feature. Pure. */
import type { Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { FeatureId } from "@/lib/ids";

type Entitled = Pick<PlanVersion, "entitlements">;

/** What a plan says of a feature before and after; undefined: nothing. */
export type FeatureChange = {
  readonly featureId: FeatureId;
  readonly before: Entitlement | undefined;
  readonly after: Entitlement | undefined;
};

/** Those that are not as before, in the order of the plans. */
export function featureChanges(from: Entitled, to: Entitled): readonly FeatureChange[] {
  const [was, will] = [byFeature(from), byFeature(to)];
  const listed = new Set([...was.keys(), ...will.keys()]);
  return [...listed]
    .map((featureId) => ({ featureId, before: was.get(featureId), after: will.get(featureId) }))
    .filter(({ before, after }) => !isSame(before, after));
}

const byFeature = ({ entitlements }: Entitled) =>
  new Map(entitlements.map((entitlement) => [entitlement.featureId, entitlement]));

function isSame(before: Entitlement | undefined, after: Entitlement | undefined): boolean {
  if (!before || !after) return !givesAny(before) && !givesAny(after);
  return (
    before.isEnabled === after.isEnabled &&
    before.includedUnits === after.includedUnits &&
    before.usageLimit === after.usageLimit &&
    before.isSoftLimit === after.isSoftLimit &&
    before.reset === after.reset &&
    before.staticValue === after.staticValue
  );
}

/** One that is switched off is as good as one that is not listed. */
const givesAny = (entitlement: Entitlement | undefined) => entitlement?.isEnabled ?? false;
