import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { listRuns } from "@/lib/report/reads/runs";
import { pageContext } from "@/lib/transport/page";
import { RunTable } from "./_components/run-table";
import { loadRunParams, runQuery } from "./search-params";

export const metadata: Metadata = { title: "Runs of a customer" };

export default async function CustomerRunsPage({
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
  const asked = await loadRunParams(searchParams);
  const query = runQuery(asked, customer.timezone);
  const { items, nextCursor } = await listRuns(ctx, customerId, query);
  const isNarrowed = query.search !== "" || query.from !== null || query.to !== null;
  const isFirstRun = items.length === 0 && !isNarrowed && query.cursor === null;

  return (
    <>
      {!isFirstRun && (
        <div className="flex flex-wrap items-start gap-2">
          <div className="min-w-0 flex-1 max-md:basis-full">
            <FilterBar search="Part of a run’s name" />
          </div>
          <CsvLink href={`/customers/${customer.id}/runs/export`} />
        </div>
      )}
      <Card flush>
        <RunTable rows={items} customer={customer} isFirstRun={isFirstRun} />
        {items.length > 0 && (
          <Pagination
            count={`${items.length} ${items.length === 1 ? "run" : "runs"}`}
            next={nextCursor}
          />
        )}
      </Card>
    </>
  );
}
