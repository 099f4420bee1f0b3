import { formatCredits } from "@/lib/money/format";
import type { AllowedFeatureView } from "@/lib/subscription/schema/timeline";

const RESETS = {
  DAY: "a day",
  WEEK: "a week",
  MONTH: "a month",
  BILLING_PERIOD: "a billing period",
  NEVER: "in all",
} as const satisfies Record<AllowedFeatureView["reset"], string>;

/** What a plan allows of each feature that it lists, in words. */
export function AllowedFeatures({ features }: { features: readonly AllowedFeatureView[] }) {
  if (features.length === 0) {
    return <p className="text-muted text-sm">The plan lists no features.</p>;
  }
  return (
    <ul className="grid gap-1 text-sm">
      {features.map((feature) => (
        <li key={feature.featureId} className="flex flex-wrap justify-between gap-x-4">
          <span>{feature.name}</span>
          <span className="numerals text-muted">{allowanceOf(feature)}</span>
        </li>
      ))}
    </ul>
  );
}

/** `50 contacts free a month, at most 500`. */
export function allowanceOf(feature: AllowedFeatureView): string {
  const { type, isEnabled, staticValue } = feature;
  if (!isEnabled) return "not included";
  if (type === "STATIC") return staticValue ?? "included";
  if (type === "BOOLEAN") return "included";
  const parts = unitsOf(feature);
  return parts.length === 0 ? "each use is priced" : `${parts.join(", ")} ${RESETS[feature.reset]}`;
}

function unitsOf({
  includedUnits,
  usageLimit,
  isSoftLimit,
  unitPlural,
}: AllowedFeatureView): readonly string[] {
  const included = includedUnits ?? usageLimit;
  const free = included !== null && /[1-9]/.test(included);
  const limit = usageLimit !== null && !isSoftLimit;
  return [
    ...(free ? [`${formatCredits(included)} ${unitPlural} free`] : []),
    ...(limit ? [`at most ${formatCredits(usageLimit)}`] : []),
  ];
}
