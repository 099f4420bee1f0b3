"use client";

import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Skeleton } from "@/components/ui/skeleton";
import type { StartPreview } from "@/lib/subscription/schema";
import type { StartPreviewState } from "./use-start-preview";

/** The first invoice, the credits given now and those of the next twelve months. */
export function StartPreviewPane({ preview, zone }: { preview: StartPreviewState; zone: string }) {
  const { problem } = preview;
  if (problem) {
    const requestId = problem.code === "internal" ? problem.requestId : null;
    return <ProblemAlert problem={{ message: problem.message, requestId }} />;
  }
  if (!preview.value) return <Skeleton className="h-72 rounded-lg" />;
  return (
    <Preview title="What this does" pending={preview.isPending}>
      <FirstInvoice preview={preview.value} zone={zone} />
      <Grants title="Credits now" grants={preview.value.grantsNow} zone={zone} />
      <Grants title="Credits to come" grants={preview.value.grantsLater} zone={zone} />
    </Preview>
  );
}

function FirstInvoice({ preview, zone }: { preview: StartPreview; zone: string }) {
  const { lines, total, currency, periodStart, periodEnd, planName } = preview;
  return (
    <div className="grid gap-1">
      <PreviewLine label="First period">
        <Instant at={periodStart} show="day" zone={zone} /> –{" "}
        <Instant at={periodEnd} show="day" zone={zone} />
      </PreviewLine>
      {lines.map(({ description, amount }) => (
        <PreviewLine key={description} label={description || planName}>
          <Money amount={amount} currency={currency} />
        </PreviewLine>
      ))}
      <PreviewLine label="First invoice" strong>
        {lines.length === 0 ? "none" : <Money amount={total} currency={currency} />}
      </PreviewLine>
    </div>
  );
}

function Grants({
  title,
  grants,
  zone,
}: {
  title: string;
  grants: StartPreview["grantsNow"];
  zone: string;
}) {
  return (
    <section className="grid gap-1 border-t pt-3">
      <h4 className="text-muted text-xs">{title}</h4>
      {grants.length === 0 && <p className="text-sm">None.</p>}
      <ul className="grid gap-1">
        {grants.map(({ planGrantId, dueAt, credits, creditUnit, expiresAt }) => (
          <li
            key={`${planGrantId} ${dueAt}`}
            className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm"
          >
            <Instant at={dueAt} show="day" zone={zone} />
            <span>
              <Credits amount={credits} unit={creditUnit} className="font-medium" />
              <span className="text-muted text-xs">
                {expiresAt ? (
                  <>
                    {" "}
                    to <Instant at={expiresAt} show="day" zone={zone} />
                  </>
                ) : (
                  " never expire"
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
