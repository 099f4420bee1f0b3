import type { ReactNode } from "react";
import { Instant } from "@/components/domain/instant";
import { Facts } from "@/components/ui/card";
import type { ChargeOnce } from "@/lib/catalog/schema/charge-once";
import type { FeatureDetail, MeterView } from "@/lib/catalog/schema/feature";
import type { ReportingUnitView } from "@/lib/catalog/schema/reporting-unit";
import { TYPE_NAMES } from "../../_components/feature-type";

/** What the feature is and what counts it. */
export function Definition({ feature }: { feature: FeatureDetail }) {
  const { meter, unitSingular, unitPlural, chargeOnce, reportingUnit } = feature;
  return (
    <Facts
      items={[
        ["Type", TYPE_NAMES[feature.type]],
        ...(meter ? meterFacts(meter) : []),
        ...(meter ? [["Charges", chargedText(chargeOnce)] as const] : []),
        ...(feature.allowsReturns ? [["Returns", "Values below zero give back"] as const] : []),
        ...(unitSingular ? [["Unit", unitWords(unitSingular, unitPlural)] as const] : []),
        ...(reportingUnit ? [["Shown in", shownText(reportingUnit)] as const] : []),
        ["Created", <Instant key="created" at={feature.createdAt} />],
      ]}
    />
  );
}

/** "export, exports"; once where both are the same. */
const unitWords = (one: string, many: string | null) =>
  many && many !== one ? `${one}, ${many}` : one;

function chargedText(once: ChargeOnce | null): string {
  if (once === null) return "Every event";
  const window = {
    EVER: "ever",
    DAYS: once.days === 1 ? "a day" : `in ${once.days} days`,
    BILLING_PERIOD: "a billing period",
  }[once.window];
  const whose = once.per === "member" ? ", for each member" : "";
  return `Each ${once.property} once ${window}${whose}`;
}

const shownText = ({ unitPlural, conversionRate }: ReportingUnitView) =>
  `${unitPlural}: what was counted, times ${conversionRate}`;

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
