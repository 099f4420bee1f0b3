import { Credits } from "@/components/domain/amounts";
import type { FeatureView } from "@/lib/catalog/schema/feature";
import { creditWord } from "./feature-fields";

/** What one unit costs at this moment, in words where it costs nothing. */
export function CostNow({ feature }: { feature: FeatureView }) {
  const { type, cost } = feature;
  if (type !== "METERED") return <span className="text-muted">–</span>;
  if (!cost) return <span className="text-muted">no price</span>;
  return (
    <Credits amount={cost.creditsPerUnit} unit={creditWord(cost.creditsPerUnit, cost.creditUnit)} />
  );
}
