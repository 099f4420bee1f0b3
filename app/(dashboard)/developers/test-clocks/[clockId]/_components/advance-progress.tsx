"use client";

import { useQuery } from "@tanstack/react-query";
import { Instant } from "@/components/domain/instant";
import { clockTimeOptions } from "@/lib/test-clock/client";

/** How far the clock has come, while it moves. Times are ISO. */
export function AdvanceProgress({
  clockId,
  from,
  to,
}: {
  clockId: string;
  from: string;
  to: string;
}) {
  const { data } = useQuery(clockTimeOptions(clockId));
  const now = data ?? from;
  const [start, at, end] = [from, now, to].map((time) => new Date(time).getTime()) as [
    number,
    number,
    number,
  ];
  const share = end > start ? Math.min(1, Math.max(0, (at - start) / (end - start))) : 0;
  return (
    <div className="grid gap-1.5 text-sm">
      <progress
        value={share}
        max={1}
        aria-label="How far it has come"
        className="h-1.5 w-full accent-accent"
      />
      <p className="text-muted">
        It says <Instant at={now} show="exact" />
      </p>
    </div>
  );
}
