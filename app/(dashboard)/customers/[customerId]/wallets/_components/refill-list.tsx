"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { RefillView } from "@/lib/ledger/schema/refill";
import { everyOf, keepsOf } from "./refill-words";

/** Credits that come by themselves, each with its next date. */
export function RefillList({
  refills,
  unit,
  zone,
  mayStop,
}: {
  refills: readonly RefillView[];
  unit: string;
  zone: string;
  mayStop: boolean;
}) {
  const [, ask] = useQueryStates({ do: parseAsString, refill: parseAsString });
  if (refills.length === 0) return null;
  return (
    <section className="border-t px-4 py-3">
      <h3 className="mb-2 font-medium text-sm">Refills</h3>
      <ul className="grid gap-2 text-sm">
        {refills.map((refill) => (
          <li key={refill.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{refill.name}</span>{" "}
              <Credits amount={refill.amount} unit={unit} /> {everyOf(refill)}
              <span className="block text-muted text-xs">
                {refill.nextAt ? (
                  <>
                    next on <Instant at={refill.nextAt} show="exact" zone={zone} />
                  </>
                ) : (
                  "no more come"
                )}
                {` · ${keepsOf(refill)}`}
              </span>
            </span>
            {refill.status !== "active" && <Badge>{refill.status}</Badge>}
            {mayStop && refill.nextAt && (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Stop ${refill.name}`}
                onClick={() => void ask({ do: "stop-refill", refill: refill.id })}
              >
                Stop…
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
