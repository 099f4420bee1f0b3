"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef } from "react";
import type { UpcomingDayView } from "@/lib/subscription/schema/upcoming";
import { monthTitle } from "./day-words";
import { MonthDay } from "./month-day";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export type CalendarMonth = {
  readonly month: string;
  readonly weeks: readonly (readonly string[])[];
  readonly today: string;
  readonly chosen: string | null;
  /** Where each day leads, and the months around. */
  readonly hrefs: Readonly<Record<string, string>>;
  readonly before: string | null;
  readonly after: string | null;
};

/** How far a key moves from the day that has the focus. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** A month of days; arrows walk them, Page Up and Page Down turn the month, Enter opens a day. */
export function MonthCalendar({
  calendar,
  days,
}: {
  calendar: CalendarMonth;
  days: readonly UpcomingDayView[];
}) {
  const { month, weeks, today, chosen, hrefs } = calendar;
  const table = useRef<HTMLTableElement>(null);
  const router = useRouter();
  const entry = [chosen, today].find((day) => day !== null && day in hrefs) ?? `${month}-01`;

  const walk = (event: KeyboardEvent<HTMLTableElement>) => {
    const on = document.activeElement?.getAttribute("data-day");
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    const turned = { PageUp: calendar.before, PageDown: calendar.after }[event.key];
    if (turned) router.push(turned);
    const to = neighbour(weeks, on, event.key);
    const next = to && table.current?.querySelector<HTMLElement>(`[data-day="${to}"]`);
    if (next) next.focus();
    if (turned || next) event.preventDefault();
  };

  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: days are walked with the arrows
      role="grid"
      aria-label={monthTitle(month)}
      onKeyDown={walk}
      className="w-full table-fixed border-collapse"
    >
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th
              key={weekday}
              scope="col"
              className="border-b px-2 py-1.5 text-left font-medium text-muted text-xs"
            >
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <MonthDay
                key={day}
                day={day}
                href={hrefs[day] ?? ""}
                due={days.find((one) => one.day === day)}
                isToday={day === today}
                isPast={day < today}
                isChosen={day === chosen}
                isOfMonth={day.startsWith(month)}
                isEntry={day === entry}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The day that a key leads to from another, if it is in sight. */
function neighbour(weeks: CalendarMonth["weeks"], on: string, key: string): string | undefined {
  const week = weeks.find((own) => own.includes(on));
  if (key === "Home") return week?.[0];
  if (key === "End") return week?.at(-1);
  const step = STEPS[key];
  const all = weeks.flat();
  return step === undefined ? undefined : all[all.indexOf(on) + step];
}
