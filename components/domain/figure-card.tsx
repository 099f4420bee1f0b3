import Link from "next/link";
import type { ReactNode } from "react";
import { Sparkline } from "@/components/chart/sparkline";

/**
 * One number of an overview, with what it was and where it comes from:
 * `<FigureCard label="Consumed" note="+1,200 (+7.2%) on the 30 days before" trend={days} href="/ledger"><Credits … compact /></FigureCard>`.
 */
export function FigureCard({
  label,
  note,
  trend,
  href,
  children,
}: {
  label: string;
  note?: ReactNode;
  /** Decimal texts, oldest first. */
  trend?: readonly string[];
  href?: string;
  children: ReactNode;
}) {
  return (
    <section className="relative min-w-0 rounded-lg border bg-surface px-4 py-3 has-[a:hover]:border-control">
      <h2 className="text-muted text-xs">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="rounded-sm after:absolute after:inset-0 hover:text-ink"
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </h2>
      <div className="mt-1 flex flex-wrap items-end justify-between gap-2">
        <p className="numerals font-semibold text-xl [&_span>span]:text-sm">{children}</p>
        {trend && <Sparkline values={trend} />}
      </div>
      {note && <p className="numerals mt-1 text-muted text-xs">{note}</p>}
    </section>
  );
}
