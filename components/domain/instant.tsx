import { classNames } from "@/components/ui/class-names";
import { formatDay, formatInstant, formatRelative } from "./instant-format";

/**
 * A point in time: `<Instant at={entry.effectiveAt} />` says "3 min. ago" with the exact time on
 * hover; `show="exact"` in ledgers and invoices, `show="day"` for dates. `null` is "never".
 */
export function Instant({
  at,
  show = "relative",
  zone = "UTC",
  never = "never",
  now,
  className,
}: {
  /** ISO 8601. */
  at: string | null | undefined;
  show?: "relative" | "exact" | "day";
  zone?: string;
  never?: string;
  /** What relative words are relative to, ISO; the real time unless told, as of a test clock. */
  now?: string;
  className?: string;
}) {
  if (!at) return <span className={classNames("text-muted", className)}>{never}</span>;
  const exact = formatInstant(at, zone);
  const words = {
    relative: () => formatRelative(at, now ? new Date(now) : new Date()),
    exact: () => exact,
    day: () => formatDay(at, zone),
  }[show]();
  return (
    // "3 min. ago" may have become 4 between the server's render and the browser's.
    <time
      dateTime={at}
      title={exact}
      suppressHydrationWarning
      className={classNames("numerals whitespace-nowrap", className)}
    >
      {words}
    </time>
  );
}
