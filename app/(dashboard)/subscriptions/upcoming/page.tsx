import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listUpcoming } from "@/lib/subscription/reads/upcoming-days";
import { pageContext } from "@/lib/transport/page";
import { ViewSwitch } from "./_components/view-switch";
import { UpcomingCalendar } from "./_sections/upcoming-calendar";
import { UpcomingList } from "./_sections/upcoming-list";
import { loadUpcomingParams, upcomingHref, upcomingQuery } from "./search-params";

export const metadata: Metadata = { title: "Upcoming renewals and credits" };

const RANGE = {
  key: "range",
  label: "Range",
  none: "Next 30 days",
  options: [
    { value: "7d", label: "Next 7 days" },
    { value: "90d", label: "Next 90 days" },
  ],
};

const KIND = {
  key: "kind",
  label: "What",
  options: [
    { value: "start", label: "Starts" },
    { value: "renewal", label: "Renewals" },
    { value: "credits", label: "Credits in between" },
    { value: "change", label: "Changes of plan" },
    { value: "resume", label: "Paused that go on" },
    { value: "end", label: "Ends" },
  ],
};

export default async function UpcomingPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:read");
  const params = await loadUpcomingParams(searchParams);
  const upcoming = await listUpcoming(ctx, upcomingQuery(params));
  const { zone, month, rows, isPartial } = upcoming;
  const hrefs = {
    list: upcomingHref(params, { view: null, month: null, day: null }),
    calendar: upcomingHref(params, { view: "calendar", range: null, day: null }),
  };

  return (
    <>
      <PageHeader
        title="Upcoming renewals and credits"
        purpose={`What falls due day by day, in ${zone}. Fees only: what use costs comes on top.`}
        actions={<ButtonLink href="/subscriptions">All subscriptions</ButtonLink>}
      />
      <div className="flex flex-wrap items-center gap-2">
        <ViewSwitch current={params.view ?? "list"} hrefs={hrefs} />
        <div className="min-w-0 flex-1 max-md:basis-full">
          <FilterBar filters={params.view === "calendar" ? [KIND] : [RANGE, KIND]}>
            {rows.length > 0 && <CsvLink href="/subscriptions/upcoming/export" />}
          </FilterBar>
        </div>
      </div>
      {isPartial && (
        <Notice tone="warning" title="Only a part">
          So many subscriptions have something due that only the 2,000 due first are told.
        </Notice>
      )}
      {month === null ? (
        <UpcomingList params={params} upcoming={upcoming} />
      ) : (
        <UpcomingCalendar params={params} upcoming={upcoming} month={month} />
      )}
    </>
  );
}
