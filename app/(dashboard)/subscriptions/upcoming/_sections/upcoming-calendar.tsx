import { CalendarDays } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { UpcomingView } from "@/lib/subscription/schema/upcoming";
import { addToMonth, monthGrid, monthOf } from "@/lib/time/month-grid";
import { Agenda } from "../_components/agenda";
import { dayWords, monthTitle } from "../_components/day-words";
import { MonthCalendar } from "../_components/month-calendar";
import { MonthTurner } from "../_components/month-turner";
import { type UpcomingParams, upcomingHref } from "../search-params";

/** As far ahead as the calendar turns. */
const MOST_MONTHS = 12;

/** More than anybody reads beside a calendar; a day shows its own. */
const SHOWN_ROWS = 60;

/** A month as a grid, and beside it what falls due in it, or on the day that was chosen. */
export function UpcomingCalendar({
  params,
  upcoming,
  month,
}: {
  params: UpcomingParams;
  upcoming: UpcomingView;
  month: string;
}) {
  const { days, today, zone } = upcoming;
  const weeks = monthGrid(month);
  const toMonth = (to: string) => upcomingHref(params, { month: to, day: null });
  const now = monthOf(today);
  const before = month > now ? toMonth(addToMonth(month, -1)) : null;
  const after = month < addToMonth(now, MOST_MONTHS) ? toMonth(addToMonth(month, 1)) : null;
  const toDay = (day: string) =>
    upcomingHref(params, { month, day: day === params.day ? null : day });
  const hrefs = Object.fromEntries(weeks.flat().map((day) => [day, toDay(day)]));
  const own = days.filter(({ day }) => (params.day ? day === params.day : day.startsWith(month)));
  const rows = upcoming.rows.filter(({ day }) => own.some((one) => one.day === day));
  const shown = params.day ? rows : rows.slice(0, SHOWN_ROWS);

  return (
    <>
      <MonthTurner month={month} hrefs={{ before, after, now: toMonth(now) }} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <Card flush className="hidden md:block">
          <MonthCalendar
            calendar={{ month, weeks, today, chosen: params.day, hrefs, before, after }}
            days={days}
          />
        </Card>
        <Card
          flush
          title={params.day ? dayWords(params.day) : monthTitle(month)}
          description={
            shown.length < rows.length
              ? `The first ${shown.length} of ${rows.length}; a day shows its own.`
              : undefined
          }
          actions={
            params.day && (
              <ButtonLink href={toDay(params.day)} size="sm" prefetch={false}>
                Whole month
              </ButtonLink>
            )
          }
        >
          {shown.length > 0 ? (
            <Agenda
              days={own.filter(({ day }) => shown.some((row) => row.day === day))}
              rows={shown}
              zone={zone}
            />
          ) : (
            <Empty title="Nothing falls due" icon={<CalendarDays />}>
              No subscription starts, renews, changes, goes on, ends or gives credits then.
            </Empty>
          )}
        </Card>
      </div>
    </>
  );
}
