import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listUpcoming } from "@/lib/subscription/reads/upcoming-days";
import { pageContext } from "@/lib/transport/page";
import { DayTable } from "./_components/day-table";
import { UpcomingRows } from "./_components/upcoming-rows";
import { loadUpcomingParams, type UpcomingParams, upcomingQuery } from "./search-params";

export const metadata: Metadata = { title: "Upcoming renewals and credits" };

const FILTERS = [
  {
    key: "range",
    label: "Range",
    none: "Next 30 days",
    options: [
      { value: "7d", label: "Next 7 days" },
      { value: "90d", label: "Next 90 days" },
    ],
  },
  {
    key: "kind",
    label: "What",
    options: [
      { value: "renewal", label: "Renewals" },
      { value: "credits", label: "Credits in between" },
      { value: "end", label: "Ends" },
    ],
  },
];

/** More rows than anybody reads at once; a day shows its own. */
const SHOWN_ROWS = 200;

export default async function UpcomingPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:read");
  const params = await loadUpcomingParams(searchParams);
  const { zone, days, rows, isPartial } = await listUpcoming(ctx, upcomingQuery(params));
  const own = params.day === null ? rows : rows.filter(({ day }) => day === params.day);
  const isCut = own.length > SHOWN_ROWS;

  return (
    <>
      <PageHeader
        title="Upcoming renewals and credits"
        purpose={`What falls due day by day, in ${zone}. Fees only: what use costs comes on top.`}
        actions={<ButtonLink href="/subscriptions">All subscriptions</ButtonLink>}
      />
      <FilterBar filters={FILTERS}>
        {rows.length > 0 && <CsvLink href="/subscriptions/upcoming/export" />}
      </FilterBar>
      {isPartial && (
        <Notice tone="warning" title="Only a part">
          So many subscriptions have something due that only the 2,000 due first are told.
        </Notice>
      )}
      <Card flush title="Totals by day">
        <DayTable
          days={days}
          hrefs={Object.fromEntries(days.map(({ day }) => [day, hrefOf(params, day)]))}
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
              <ButtonLink href={hrefOf(params, null)} size="sm">
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

/** The same range with another day, or with none. */
function hrefOf({ range, kind }: UpcomingParams, day: string | null): string {
  const chosen = Object.entries({ range, kind, day }).filter(([, value]) => value !== null);
  const query = new URLSearchParams(chosen as [string, string][]).toString();
  return query ? `/subscriptions/upcoming?${query}` : "/subscriptions/upcoming";
}
