"use client";

import { Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { AgreedAheadView, OverrideView } from "@/lib/subscription/schema/override";
import { agreedWords } from "../../../_components/override-words";
import { AgreedAhead } from "./agreed-ahead";

/** What would hold, beside what the plan says. */
export function AgreePreview({
  shown: {
    answer: { override, subscription, ahead },
  },
  isPending,
}: {
  shown: {
    answer: { override: OverrideView; subscription: SubscriptionView; ahead: AgreedAheadView };
  };
  isPending: boolean;
}) {
  const { zone, currency, recurringAmount } = subscription;
  const isOfUse = override.value.kind === "price" || override.value.kind === "limit";
  return (
    <Preview title="What this does" pending={isPending}>
      <PreviewLine label={override.subjectName} strong>
        {agreedWords(override.value)}
      </PreviewLine>
      <PreviewLine label="The plan says">{agreedWords(override.planValue)}</PreviewLine>
      <PreviewLine
        label="Holds"
        note={
          isOfUse
            ? "Use is priced by what holds at its own time."
            : "Fees and credits go by it when they fall due."
        }
      >
        <Instant at={override.since} show="day" zone={zone} /> –{" "}
        {override.until ? <Instant at={override.until} show="day" zone={zone} /> : "for good"}
      </PreviewLine>
      <PreviewLine label="Invoiced now">nothing</PreviewLine>
      <PreviewLine label="Fees of a period, as its close will ask them">
        <Money amount={recurringAmount} currency={currency} />
      </PreviewLine>
      <AgreedAhead ahead={ahead} zone={zone} currency={currency} />
    </Preview>
  );
}
