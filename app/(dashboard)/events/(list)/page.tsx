import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { countResults } from "@/lib/usage/reads/event-results";
import { listEvents } from "@/lib/usage/reads/events";
import { RESULT_FILTER, TIME_FILTER } from "../_components/event-fields";
import { EventFilters } from "../_components/event-filters";
import { EventTable } from "../_components/event-table";
import { LiveList } from "../_components/live-list";
import { LiveToggle } from "../_components/live-toggle";
import { ResultChart } from "../_components/result-chart";
import { TimeSpan } from "../_components/time-span";
import { SendEvent } from "../_sections/send-event";
import { loadChoices } from "../load-choices";
import { eventQuery, isNarrowed, loadEventParams } from "../search-params";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("usage:read");
  const params = await loadEventParams(searchParams);
  const { zone } = await findCatalogDefaults(ctx);
  const query = eventQuery(params, { zone, at: ctx.at });
  const [{ items, nextCursor }, counts, choices, permissions] = await Promise.all([
    listEvents(ctx, query),
    countResults(ctx, query),
    loadChoices(ctx),
    listPermissions(),
  ]);
  const isFirstRun = items.length === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Events"
        purpose="What arrived, what it cost, and why."
        actions={permissions.includes("event:send") && <SendEvent ctx={ctx} />}
      />
      <div className="flex flex-wrap items-start gap-2">
        <EventFilters {...choices} isOfCustomer={false} />
        <div className="min-w-0 flex-1 max-md:basis-full">
          <FilterBar search="Event name or id" filters={[RESULT_FILTER, TIME_FILTER]}>
            <LiveToggle />
            {items.length > 0 && <CsvLink href="/events/export" />}
          </FilterBar>
        </div>
      </div>
      {params.from && params.to && (
        <TimeSpan from={params.from.toISOString()} to={params.to.toISOString()} zone={zone} />
      )}
      {!isFirstRun && <ResultChart counts={counts} zone={zone} now={ctx.at.toISOString()} />}
      <LiveList isListening={isFirstRun}>
        <Card flush>
          <EventTable
            rows={items}
            externalId={null}
            zone={zone}
            isFirstRun={isFirstRun}
            mayReadKeys={permissions.includes("developer:read")}
          />
          {items.length > 0 && (
            <Pagination count={nextCursor ? "" : "The oldest stand here"} next={nextCursor} />
          )}
        </Card>
      </LiveList>
    </>
  );
}
