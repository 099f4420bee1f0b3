import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { listEvents } from "@/lib/usage/reads/events";
import { RESULT_FILTER, TIME_FILTER } from "../../../events/_components/event-fields";
import { EventFilters } from "../../../events/_components/event-filters";
import { EventTable } from "../../../events/_components/event-table";
import { LiveList } from "../../../events/_components/live-list";
import { LiveToggle } from "../../../events/_components/live-toggle";
import { TimeSpan } from "../../../events/_components/time-span";
import { loadChoices } from "../../../events/load-choices";
import { eventQuery, isNarrowed, loadEventParams } from "../../../events/search-params";

export const metadata: Metadata = { title: "Events of a customer" };

export default async function CustomerEventsPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const asking = await pageContext("usage:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  const customer = customerId && (await findCustomer(asking, customerId));
  if (!customer) notFound();
  const ctx = await onClock(asking, customerId);
  const zone = customer.timezone;
  const asked = await loadEventParams(searchParams);
  const query = eventQuery(asked, { zone, at: ctx.at });
  const [{ items, nextCursor }, choices, permissions] = await Promise.all([
    listEvents(ctx, { ...query, customerId, customer: null }),
    loadChoices(ctx),
    listPermissions(),
  ]);
  const { from, to } = asked;
  const isFirstRun = items.length === 0 && !isNarrowed(asked);

  return (
    <>
      <div className="flex flex-wrap items-start gap-2">
        <EventFilters {...choices} isOfCustomer />
        <div className="min-w-0 flex-1 max-md:basis-full">
          <FilterBar search="Event name or id" filters={[RESULT_FILTER, TIME_FILTER]}>
            {from && to && <TimeSpan from={from.toISOString()} to={to.toISOString()} zone={zone} />}
            <LiveToggle />
            {items.length > 0 && <CsvLink href={`/customers/${customer.id}/events/export`} />}
          </FilterBar>
        </div>
      </div>
      <LiveList isListening={isFirstRun}>
        <Card flush>
          <EventTable
            rows={items}
            externalId={customer.externalId}
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
