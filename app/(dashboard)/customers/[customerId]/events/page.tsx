import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { findEvent, listEvents } from "@/lib/usage/reads/events";
import { EventQuery } from "@/lib/usage/schema/event";
import { EventTable } from "./_components/event-table";
import { TimeSpan } from "./_components/time-span";
import { loadEventParams } from "./search-params";

export const metadata: Metadata = { title: "Events of a customer" };

const FILTERS = [
  {
    key: "status",
    label: "Result",
    options: [
      { value: "ACCEPTED", label: "Accepted" },
      { value: "REFUSED", label: "Refused" },
      { value: "UNMATCHED", label: "Unmatched" },
    ],
  },
];

export default async function CustomerEventsPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("usage:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  const customer = customerId && (await findCustomer(ctx, customerId));
  if (!customer) notFound();
  const { row, after, status, from, to } = await loadEventParams(searchParams);
  const query = EventQuery.parse({ status, from, to, cursor: after });
  const [{ items, nextCursor }, opened] = await Promise.all([
    listEvents(ctx, { ...query, customerId }),
    row ? findEvent(ctx, row) : undefined,
  ]);
  const isNarrowed = status !== null || from !== null || after !== null;

  return (
    <>
      <FilterBar filters={FILTERS}>
        {from && to && (
          <TimeSpan from={from.toISOString()} to={to.toISOString()} zone={customer.timezone} />
        )}
      </FilterBar>
      <Card flush>
        <EventTable
          rows={items}
          opened={opened?.event.customerId === customer.id ? opened : undefined}
          externalId={customer.externalId}
          zone={customer.timezone}
          isFirstRun={items.length === 0 && !isNarrowed}
        />
        {items.length > 0 && (
          <Pagination count={nextCursor ? "" : "The oldest stand here"} next={nextCursor} />
        )}
      </Card>
    </>
  );
}
