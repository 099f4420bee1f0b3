"use client";

import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import type { RenewalDatePreview } from "@/lib/subscription/schema/renewal-date";
import { CreditTimeline } from "../../../_components/credit-timeline";
import { InvoicesToCome } from "../../../_components/invoices-to-come";

/** Up to the second whole period on the new day. */
const SHOWN_INVOICES = 3;

/** The period between, with its invoice and credits, and what follows. */
export function RenewalDatePreviewPane({
  preview: { bridge, renewsAt, change, timeline },
  zone,
  periodEnd,
  isPending,
}: {
  preview: RenewalDatePreview;
  zone: string;
  periodEnd: string;
  isPending: boolean;
}) {
  const { outcome } = change;
  return (
    <Preview title="What this does" pending={isPending}>
      <PreviewLine label="The running period ends" note="As before; nothing of it changes.">
        <Instant at={periodEnd} show="day" zone={zone} />
      </PreviewLine>
      {bridge ? (
        <PreviewLine
          label="Then a period in between"
          note={`${bridge.days} of ${bridge.ofDays} days: paid and given by its share.`}
        >
          <Instant at={bridge.startsAt} show="day" zone={zone} /> –{" "}
          <Instant at={bridge.endsAt} show="day" zone={zone} />
        </PreviewLine>
      ) : (
        <PreviewLine label="Nothing in between">whole periods follow at once</PreviewLine>
      )}
      <PreviewLine label={bridge ? "It costs" : "The first costs"}>
        <Money amount={outcome.total} currency={outcome.currency} />
      </PreviewLine>
      <PreviewLine label="It gives">
        {outcome.issued.length === 0
          ? "no credits"
          : outcome.issued.map(({ name, credits, creditUnit }) => (
              <Credits
                key={`${name} ${credits}`}
                amount={credits}
                unit={creditUnit}
                className="block"
              />
            ))}
      </PreviewLine>
      <PreviewLine label="Renews from then on" strong>
        <Instant at={renewsAt} show="day" zone={zone} />
      </PreviewLine>
      {timeline && (
        <details className="text-sm">
          <summary className="cursor-pointer font-medium">The year ahead</summary>
          <div className="mt-3 grid gap-3">
            <InvoicesToCome invoices={timeline.invoices.slice(0, SHOWN_INVOICES)} zone={zone} />
            <CreditTimeline timeline={timeline} />
          </div>
        </details>
      )}
    </Preview>
  );
}
