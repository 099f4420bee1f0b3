"use client";

import { X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Instant } from "@/components/domain/instant";
import { Button } from "@/components/ui/button";

/** The time that a chart's column narrowed the list to, and the way out of it. */
export function TimeSpan({ from, to, zone }: { from: string; to: string; zone: string }) {
  const [, setSpan] = useQueryStates(
    { from: parseAsString, to: parseAsString, after: parseAsString },
    { shallow: false, history: "push" },
  );
  return (
    <p className="flex flex-wrap items-center gap-1 text-muted text-xs">
      <Instant at={from} show="exact" zone={zone} />
      <span>to</span>
      <Instant at={to} show="exact" zone={zone} />
      <Button size="sm" variant="ghost" onClick={() => void setSpan(null)}>
        <X aria-hidden />
        Any time
      </Button>
    </p>
  );
}
