import type { ReactNode } from "react";
import { Instant } from "@/components/domain/instant";
import { Facts } from "@/components/ui/card";
import type { FeatureDetail, MeterView } from "@/lib/catalog/schema/feature";
import { TYPE_NAMES } from "../../_components/feature-type";

/** What the feature is and what counts it. */
export function Definition({ feature }: { feature: FeatureDetail }) {
  const { meter, unitSingular, unitPlural } = feature;
  return (
    <Facts
      items={[
        ["Type", TYPE_NAMES[feature.type]],
        ...(meter ? meterFacts(meter) : []),
        ...(unitSingular ? [["Unit", unitWords(unitSingular, unitPlural)] as const] : []),
        ["Created", <Instant key="created" at={feature.createdAt} />],
      ]}
    />
  );
}

/** "export, exports"; once where both are the same. */
const unitWords = (one: string, many: string | null) =>
  many && many !== one ? `${one}, ${many}` : one;

function meterFacts(meter: MeterView): readonly (readonly [string, ReactNode])[] {
  return [
    ["Event name", <Code key="event">{meter.eventName}</Code>],
    ["Counts", countedText(meter)],
    ["Only where", <Conditions key="filters" filters={meter.filters} />],
  ];
}

function countedText({ aggregation, property, multiplier }: MeterView): string {
  const times = multiplier === "1" ? "" : `, times ${multiplier}`;
  return `${COUNTED[aggregation](property ?? "")}${times}`;
}

const COUNTED: Record<MeterView["aggregation"], (property: string) => string> = {
  COUNT: () => "Each event is one unit",
  SUM: (property) => `The sum of ${property}`,
  MAX: (property) => `The largest ${property} of the period`,
  LATEST: (property) => `The latest ${property} of the period`,
  UNIQUE_COUNT: (property) => `Each ${property} once a period`,
};

function Conditions({ filters }: Pick<MeterView, "filters">) {
  if (filters.length === 0) return <span className="text-muted">every event of this name</span>;
  return (
    <ul>
      {filters.map(({ property, values }) => (
        <li key={property}>
          <Code>{property}</Code> is <Code>{values.join(", ")}</Code>
        </li>
      ))}
    </ul>
  );
}

const Code = ({ children }: { children: ReactNode }) => (
  <code className="font-mono text-xs">{children}</code>
);
