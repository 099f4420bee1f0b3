import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { formatCompact, formatCredits, formatMoney } from "@/lib/money/format";
import type { UpcomingDayView } from "@/lib/subscription/schema/upcoming";
import { dayWords } from "./day-words";
import { countWords, kindWords } from "./kind-words";
import { LinkPending } from "./link-pending";

type MonthDayProps = {
  readonly day: string;
  readonly href: string;
  /** Undefined: nothing falls due. */
  readonly due: UpcomingDayView | undefined;
  readonly isToday: boolean;
  readonly isPast: boolean;
  readonly isChosen: boolean;
  readonly isOfMonth: boolean;
  /** The one day that the tab key stops at. */
  readonly isEntry: boolean;
};

/** A day of the calendar: how many of each kind, and what is invoiced. It opens its list. */
export function MonthDay(props: MonthDayProps) {
  const { day, href, due, isToday, isPast, isChosen, isOfMonth, isEntry } = props;
  const counts = countWords(due?.counts ?? {});
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
      role="gridcell"
      tabIndex={-1}
      aria-selected={isChosen}
      className="border p-0 align-top first:border-l-0 last:border-r-0"
    >
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        data-day={day}
        tabIndex={isEntry ? 0 : -1}
        aria-current={isToday ? "date" : undefined}
        aria-label={labelOf(day, due)}
        className={classNames(
          "grid min-h-24 content-start gap-0.5 overflow-hidden p-1.5 text-xs hover:bg-sunken focus-visible:-outline-offset-2",
          isChosen && "bg-accent-soft",
          (!isOfMonth || isPast) && "text-muted",
        )}
      >
        <span className="flex items-center justify-between">
          <span
            className={classNames(
              "numerals grid size-6 place-items-center rounded-full",
              isToday && "bg-accent font-semibold text-accent-ink",
              isOfMonth && !isToday && !isPast && "font-medium",
            )}
          >
            {Number(day.slice(8))}
          </span>
          <LinkPending />
        </span>
        {counts.map(({ kind, count, noun }) => {
          const { Icon } = kindWords(kind);
          return (
            <span key={kind} className="flex items-center gap-1 whitespace-nowrap">
              <Icon aria-hidden className="size-3 shrink-0 text-muted" />
              <span className="numerals">{count}</span>
              <span className="truncate text-muted">{noun}</span>
            </span>
          );
        })}
        {due?.invoiced.map(({ currency, total }) => (
          <span key={currency} className="numerals truncate font-medium">
            {formatMoney(total, currency)}
          </span>
        ))}
        {due?.credits.map(({ creditUnit, amount }) => (
          <span key={creditUnit} className="numerals truncate text-muted">
            +{formatCompact(amount)} {creditUnit}
          </span>
        ))}
      </Link>
    </td>
  );
}

function labelOf(day: string, due: UpcomingDayView | undefined): string {
  if (!due) return `${dayWords(day)}: nothing falls due`;
  const counted = countWords(due.counts).map(({ count, noun }) => `${count} ${noun}`);
  const asked = due.invoiced.map(({ currency, total }) => formatMoney(total, currency));
  const given = due.credits.map(
    ({ creditUnit, amount }) => `${formatCredits(amount)} ${creditUnit}`,
  );
  return `${dayWords(day)}: ${[...counted, ...asked, ...given].join(", ")}`;
}
