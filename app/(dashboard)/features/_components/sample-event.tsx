"use client";

import { useFormContext } from "react-hook-form";
import type { FeatureFields } from "@/lib/catalog/schema/feature";
import { parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import { EventCall } from "./event-call";
import { creditWord, type MeterFields } from "./feature-fields";
import { TriedEvents } from "./tried-events";

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
          <TriedEvents />
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
  const events = `${meter.eventName || "…"} event${counted}`;
  const units = feature.unitPlural || "units";
  const said = totalText(meter, { events, units, one });
  return `${said} ${costOf(feature, one, creditUnit)}`;
}

type Words = { readonly events: string; readonly units: string; readonly one: string };

function totalText(meter: MeterFields, { events, units, one }: Words): string {
  const property = meter.property || "property";
  switch (meter.aggregation) {
    case "SUM":
      return `Each ${events} counts as many ${units} as its ${property} says.`;
    case "MAX":
      return `The largest ${property} of a period's ${events} is how many ${units} it counts.`;
    case "LATEST":
      return `The ${property} of the period's latest ${events} is how many ${units} it counts.`;
    case "UNIQUE_COUNT":
      return `Each ${events} counts one ${one} if its ${property} is new in the period, else nothing.`;
    default:
      return `Each ${events} counts one ${one}.`;
  }
}

function costOf({ creditsPerUnit }: FeatureFields, one: string, creditUnit: string): string {
  const typed = creditsPerUnit?.trim() ?? "";
  const cost = parseDecimal(typed);
  if (cost === undefined) return "It has no price yet, so it costs nothing.";
  return `Each ${one} costs ${formatCredits(typed)} ${creditWord(typed, creditUnit)}.`;
}
