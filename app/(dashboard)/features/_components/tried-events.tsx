"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, Minus } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { Instant } from "@/components/domain/instant";
import { useSettled } from "@/components/form/use-settled";
import type { TriedEventView } from "@/lib/usage/schema/try-meter";
import { tryMeterAction } from "../actions";
import type { WithMeter } from "./feature-fields";

/** Events that came, and whether the meter as it is typed would count them. */
export function TriedEvents() {
  const meter = useFormContext<WithMeter>().watch("meter");
  const filters = (meter?.filters ?? []).filter(
    ({ property, values }) => property !== "" && values.length > 0,
  );
  const settled = useSettled(JSON.stringify({ ...meter, filters }));
  const { data, isFetching } = useQuery({
    queryKey: ["try-meter", settled] as const,
    queryFn: () => tryMeterAction({ meter: JSON.parse(settled) }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  // Whoever may not read use is told nothing of it, and needs nothing of it here.
  if (!data?.ok) return null;
  return (
    <section aria-busy={isFetching} className="grid grid-cols-1 gap-2 border-t pt-3">
      <h3 className="font-medium text-sm">Events that came</h3>
      {data.value.length === 0 ? (
        <p className="text-muted text-sm">None yet: the first ones will be tried here.</p>
      ) : (
        <ul aria-label="Events that came" className="grid gap-2 text-sm">
          {data.value.map((event) => (
            <Tried key={event.id} event={event} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Tried({ event }: { event: TriedEventView }) {
  const Mark = event.counts ? Check : Minus;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <Mark
        aria-hidden
        className={`mt-0.5 size-4 ${event.counts ? "text-success" : "text-muted"}`}
      />
      <span className="min-w-0 break-words">
        <span className={event.counts ? "font-medium" : ""}>{event.words}</span>
        <span className="block text-muted text-xs">
          <code className="font-mono">{event.eventName}</code> · {event.customer} ·{" "}
          <Instant at={event.occurredAt} />
        </span>
      </span>
    </li>
  );
}
