import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { UpcomingView } from "@/lib/subscription/schema/upcoming";
import { DayTable } from "../_components/day-table";
import { UpcomingRows } from "../_components/upcoming-rows";
import { type UpcomingParams, upcomingHref } from "../search-params";

/** More rows than anybody reads at once; a day shows its own. */
const SHOWN_ROWS = 200;

/** The days with their totals, and what falls due on them. */
export function UpcomingList({
  params,
  upcoming: { days, rows, zone },
}: {
  params: UpcomingParams;
  upcoming: UpcomingView;
}) {
  const own = params.day === null ? rows : rows.filter(({ day }) => day === params.day);
  const isCut = own.length > SHOWN_ROWS;
  return (
    <>
      <Card flush title="Totals by day">
        <DayTable
          days={days}
          hrefs={Object.fromEntries(days.map(({ day }) => [day, upcomingHref(params, { day })]))}
          chosen={params.day}
        />
      </Card>
      {own.length > 0 && (
        <Card
          flush
          title="What falls due"
          description={
            isCut ? `The first ${SHOWN_ROWS} of ${own.length}; a day shows its own.` : undefined
          }
          actions={
            params.day && (
              <ButtonLink href={upcomingHref(params, { day: null })} size="sm">
                All days
              </ButtonLink>
            )
          }
        >
          <UpcomingRows rows={own.slice(0, SHOWN_ROWS)} zone={zone} />
        </Card>
      )}
    </>
  );
}
