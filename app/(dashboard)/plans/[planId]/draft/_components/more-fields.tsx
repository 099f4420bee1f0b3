import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What seldom differs, out of the way until it is asked for. */
export function MoreFields({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-sm text-muted text-xs hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-2 2xl:grid-cols-3">{children}</div>
    </details>
  );
}
