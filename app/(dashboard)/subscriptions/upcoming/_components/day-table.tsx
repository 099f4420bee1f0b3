"use client";

import { CalendarDays } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { UpcomingDayView } from "@/lib/subscription/schema/upcoming";
import { CreditsOf, MoneyOf } from "./amount-lists";
import { dayWords } from "./day-words";
import { countWords } from "./kind-words";

type Row = UpcomingDayView & { readonly href: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "day",
    header: "Day",
    cell: ({ day }) => dayWords(day),
    href: ({ href }) => href,
    narrow: "title",
  },
  {
    id: "counts",
    header: "What",
    cell: ({ counts }) =>
      countWords(counts)
        .map(({ count, noun }) => `${count} ${noun}`)
        .join(" · "),
    narrow: "detail",
  },
  {
    id: "credits",
    header: "Credits given",
    align: "end",
    cell: ({ credits }) => <CreditsOf credits={credits} />,
    narrow: "figure",
  },
  {
    id: "invoiced",
    header: "Invoiced",
    align: "end",
    cell: ({ invoiced }) => <MoneyOf invoiced={invoiced} />,
    narrow: "note",
  },
];

/** The days with something due, each with its totals; a day opens what falls due on it. */
export function DayTable({
  days,
  hrefs,
  chosen,
}: {
  days: readonly UpcomingDayView[];
  /** Where each day leads, by the day. */
  hrefs: Readonly<Record<string, string>>;
  chosen: string | null;
}) {
  return (
    <DataTable
      label="Days"
      columns={COLUMNS}
      rows={days.map((day) => ({ ...day, href: hrefs[day.day] ?? "" }))}
      rowKey={({ day }) => day}
      isMarked={({ day }) => day === chosen}
      empty={
        <Empty title="Nothing falls due" icon={<CalendarDays />}>
          No subscription renews, ends or gives credits in these days.
        </Empty>
      }
    />
  );
}
