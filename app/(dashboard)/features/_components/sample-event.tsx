"use client";

import { useFormContext } from "react-hook-form";
import type { FeatureFields } from "@/lib/catalog/schema/feature";
import { parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import { EventCall } from "./event-call";
import { creditWord, type MeterFields } from "./feature-fields";

/** What the fields mean, said back: an event that would count, and what it would cost. */
export function SampleEvent({ creditUnit }: { creditUnit: string }) {
  const feature = useFormContext<FeatureFields>().watch();
  const { meter } = feature;
  return (
    <aside
      aria-label="What this means"
      className="grid grid-cols-1 gap-3 rounded-lg border bg-surface p-4 lg:sticky lg:top-16"
    >
      <h2 className="font-semibold text-base">What this means</h2>
      {feature.type === "METERED" && meter ? (
        <>
          <p className="text-sm">{sentenceOf(feature, meter, creditUnit)}</p>
          <EventCall meter={meter} />
          <p className="text-muted text-xs">
            Send it with one of your API keys. Sent twice under one event_id, it counts once.
          </p>
        </>
      ) : (
        <p className="text-muted text-sm">
          Nothing is counted. A plan{" "}
          {feature.type === "STATIC" ? "gives it a value" : "has it or not"}; your program asks by
          key <code className="font-mono text-ink">{feature.key || "…"}</code>.
        </p>
      )}
    </aside>
  );
}

function sentenceOf(feature: FeatureFields, meter: MeterFields, creditUnit: string): string {
  const one = feature.unitSingular || "unit";
  const where = (meter.filters ?? [])
    .filter(({ property, values }) => property && values.length > 0)
    .map(({ property, values }) => `${property} is ${values.join(" or ")}`);
  const counted = where.length > 0 ? ` where ${where.join(" and ")}` : "";
  const many =
    meter.aggregation === "SUM"
      ? `as many ${feature.unitPlural || "units"} as its ${meter.property || "property"} says`
      : `one ${one}`;
  return `Each ${meter.eventName || "…"} event${counted} counts ${many}. ${costOf(feature, one, creditUnit)}`;
}

function costOf({ creditsPerUnit }: FeatureFields, one: string, creditUnit: string): string {
  const typed = creditsPerUnit?.trim() ?? "";
  const cost = parseDecimal(typed);
  if (cost === undefined) return "It has no price yet, so it costs nothing.";
  return `Each ${one} costs ${formatCredits(typed)} ${creditWord(typed, creditUnit)}.`;
}
