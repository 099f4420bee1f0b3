"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { Facts } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Sheet } from "@/components/ui/sheet";
import type { EventTrace } from "@/lib/usage/schema/event";

const STAGE_NAMES: Record<EventTrace["stages"][number]["stage"], string> = {
  received: "Received",
  validated: "Validated",
  deduplicated: "Deduplicated",
  customer: "Customer",
  matched: "Matched",
  rated: "Rated",
  ledger: "Ledger",
};

/** An event and what became of it, stage by stage, up to the one that ended it. */
export function TraceSheet({
  trace,
  zone,
  onClose,
}: {
  trace: EventTrace | undefined;
  zone: string;
  onClose: () => void;
}) {
  return (
    <Sheet
      open={trace !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={trace?.event.eventName ?? "Event"}
      description={trace && <Instant at={trace.event.occurredAt} show="exact" zone={zone} />}
    >
      {trace && (
        <div className="grid gap-5">
          <div className="flex flex-wrap items-center gap-3">
            <Status value={trace.event.status} />
            <Credits amount={trace.event.credits} className="font-semibold text-lg" />
          </div>
          <ol className="grid gap-3">
            {trace.stages.map(({ stage, isOk, message }) => (
              <li key={stage} className="flex gap-2.5 text-sm">
                {isOk ? (
                  <CircleCheck aria-label="done" className="mt-0.5 size-4 shrink-0 text-success" />
                ) : (
                  <CircleX aria-label="failed" className="mt-0.5 size-4 shrink-0 text-danger" />
                )}
                <span className="min-w-0">
                  <span className="font-medium">{STAGE_NAMES[stage]}</span>
                  <span className="block break-words text-muted">{message}</span>
                </span>
              </li>
            ))}
          </ol>
          <div className="border-t pt-4">
            <Facts items={factsOf(trace, zone)} />
          </div>
          <section className="border-t pt-4">
            <h3 className="mb-2 font-medium text-sm">Properties</h3>
            <ScrollRegion
              aria-label="Properties"
              className="overflow-x-auto rounded border bg-sunken p-3"
            >
              <pre className="font-mono text-xs">
                {JSON.stringify(trace.event.properties, null, 2)}
              </pre>
            </ScrollRegion>
          </section>
        </div>
      )}
    </Sheet>
  );
}

const factsOf = ({ event }: EventTrace, zone: string) =>
  [
    ["Event id", <IdChip key="own" id={event.eventId} name="event id" />],
    ["Id", <IdChip key="id" id={event.id} />],
    ["Arrived", <Instant key="at" at={event.recordedAt} show="exact" zone={zone} />],
    ...(event.member ? [["Member", event.member] as const] : []),
    ...(event.groupId ? [["Group", event.groupId] as const] : []),
    ...(event.source ? [["Source", event.source] as const] : []),
  ] as const;
