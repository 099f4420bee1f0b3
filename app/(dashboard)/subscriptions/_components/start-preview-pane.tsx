"use client";

import type { ReactNode } from "react";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { AllowedFeatures } from "./allowed-features";
import { GRANT_ON_WORDS, netDaysWords } from "./billing-words";
import { CreditTimeline } from "./credit-timeline";
import { InvoicesToCome } from "./invoices-to-come";
import { isMissingChoice } from "./missing-choice";
import type { StartPreviewState } from "./use-start-preview";

/** Enough to see a first share and two whole periods. */
const SHOWN_INVOICES = 3;

/** What the start would do: the next invoices, a year of credits, what the plan allows. */
export function StartPreviewPane({ preview, zone }: { preview: StartPreviewState; zone: string }) {
  const { problem } = preview;
  if (problem && isMissingChoice(problem)) return <Notice title={problem.message} />;
  if (problem) {
    const requestId = problem.code === "internal" ? problem.requestId : null;
    return <ProblemAlert problem={{ message: problem.message, requestId }} />;
  }
  if (!preview.value) return <Skeleton className="h-96 rounded-lg" />;
  const { periodStart, periodEnd, timeline, feesNow, features, warnings } = preview.value;
  return (
    <Preview title="What this does" pending={preview.isPending}>
      <PreviewLine label="First period" strong>
        <Instant at={periodStart} show="day" zone={zone} /> –{" "}
        <Instant at={periodEnd} show="day" zone={zone} />
      </PreviewLine>
      <PreviewLine label="Invoices are due">{netDaysWords(preview.value.netDays)}</PreviewLine>
      <PreviewLine label="Credits come">{GRANT_ON_WORDS[preview.value.grantOn]}</PreviewLine>
      {warnings.length > 0 && (
        <Notice tone="warning" title="Before you start">
          <ul className="grid gap-1">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Part title="Next invoices" note="Fees only: what use costs comes on top.">
        <InvoicesToCome invoices={timeline.invoices.slice(0, SHOWN_INVOICES)} zone={zone} />
      </Part>
      {feesNow.length > 0 && (
        <Part title="Drawn from the credits at the start">
          {feesNow.map(({ name, credits, creditUnit }) => (
            <PreviewLine key={name} label={name || "Fee"}>
              <Credits amount={credits} unit={creditUnit} />
            </PreviewLine>
          ))}
        </Part>
      )}
      <Part title="Credits of the next twelve months">
        <CreditTimeline timeline={timeline} />
      </Part>
      <Part title="What the plan allows">
        <AllowedFeatures features={features} />
      </Part>
    </Preview>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-2 border-t pt-3">
      <h4 className="font-medium text-sm">{title}</h4>
      {note && <p className="text-muted text-xs">{note}</p>}
      {children}
    </section>
  );
}
