import { Notice } from "@/components/ui/notice";
import type { FeatureChangeView } from "@/lib/subscription/schema/change";
import { usedWords } from "@/lib/subscription/schema/used-lately";
import { allowanceOf } from "../../../_components/allowed-features";
import { ComparedRows } from "./compared-rows";

const given = (allowed: FeatureChangeView["before"]) => (allowed?.isEnabled ? allowed : null);

const isLost = ({ before, after }: FeatureChangeView) =>
  given(before) !== null && given(after) === null;

const wordsOf = (allowed: FeatureChangeView["before"]) => {
  const some = given(allowed);
  return some ? allowanceOf(some) : "not included";
};

/** Features that the new plan does not give any more, and who would miss them. */
export function LostFeatures({ features }: { features: readonly FeatureChangeView[] }) {
  const lost = features.filter(isLost);
  if (lost.length === 0) return null;
  return (
    <Notice tone="warning" title="Not part of the new plan">
      <ul className="grid gap-1">
        {lost.map(({ featureId, name, usedLately }) => (
          <li key={featureId}>{usedLately ? `${name}: ${usedWords(usedLately)}` : name}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the plans allow of each feature, where it is not the same. */
export const FeaturesOfChange = ({ features }: { features: readonly FeatureChangeView[] }) => (
  <ComparedRows
    what="Feature"
    rows={features.map(({ featureId, name, before, after }) => ({
      key: featureId,
      name,
      before: wordsOf(before),
      after: wordsOf(after),
    }))}
  />
);
