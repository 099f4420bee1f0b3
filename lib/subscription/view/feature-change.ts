import type { Catalog } from "@/lib/catalog/rules/catalog";
import { idText } from "@/lib/ids";
import type { FeatureChange } from "../rules/feature-changes";
import type { FeatureChangeView } from "../schema/change";
import type { UsedLately } from "../schema/used-lately";
import { allowedFeatureView } from "./timeline";

/** Nothing of a feature that is gone. */
export function featureChangeView(
  { features }: Pick<Catalog, "features">,
  { featureId, before, after }: FeatureChange,
  used: UsedLately | undefined,
): readonly FeatureChangeView[] {
  const feature = features.get(featureId);
  if (!feature) return [];
  return [
    {
      featureId: idText("feat", featureId),
      name: feature.name,
      before: before ? allowedFeatureView(before, feature) : null,
      after: after ? allowedFeatureView(after, feature) : null,
      usedLately: used ?? null,
    },
  ];
}
