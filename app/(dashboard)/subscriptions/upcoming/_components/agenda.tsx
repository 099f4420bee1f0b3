import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import type { UpcomingDayView, UpcomingRowView } from "@/lib/subscription/schema/upcoming";
import { CreditsOf, MoneyOf } from "./amount-lists";
import { dayWords } from "./day-words";
import { countWords, kindWords } from "./kind-words";

type AgendaProps = {
  readonly days: readonly UpcomingDayView[];
  readonly rows: readonly UpcomingRowView[];
  readonly zone: string;
};

/** What falls due day by day, in little room: beside a calendar, and on a phone instead of one. */
export function Agenda({ days, rows, zone }: AgendaProps) {
  return (
    <ol className="divide-y">
      {days.map(({ day, counts }) => (
        <li key={day} className="px-4 py-3">
          <h3 className="font-medium text-sm">{dayWords(day)}</h3>
          <p className="text-muted text-xs">
            {countWords(counts)
              .map(({ count, noun }) => `${count} ${noun}`)
              .join(" · ")}
          </p>
          <ul className="mt-2 grid grid-cols-1 gap-2" data-rows>
            {rows
              .filter((row) => row.day === day)
              .map((row) => (
                <AgendaRow
                  key={`${row.subscriptionId} ${row.at} ${row.kind}`}
                  row={row}
                  zone={zone}
                />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function AgendaRow({ row, zone }: { row: UpcomingRowView; zone: string }) {
  const { does, Icon } = kindWords(row.kind);
  return (
    <li data-row className="flex items-start justify-between gap-x-4 text-sm">
      <span className="min-w-0">
        <Link
          href={`/subscriptions/${row.subscriptionId}`}
          prefetch={false}
          data-row-link
          className="block truncate font-medium hover:underline pointer-coarse:py-2"
        >
          {row.customerName}
        </Link>
        <span className="flex flex-wrap items-center gap-x-1.5 text-muted text-xs">
          <Icon aria-hidden className="size-3" />
          <span className="mr-1.5">
            {does} · {row.planName}
          </span>
          <Instant at={row.at} show="exact" zone={zone} />
        </span>
      </span>
      <span className="ml-auto shrink-0 text-right text-xs">
        {row.invoiced && <MoneyOf invoiced={[row.invoiced]} />}
        {row.credits.length > 0 && <CreditsOf credits={row.credits} isHeaded={false} />}
      </span>
    </li>
  );
}
