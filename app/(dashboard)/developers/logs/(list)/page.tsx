import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/lib/api-key/reads";
import { findRequest, listRequests } from "@/lib/request-log/reads";
import { pageContext } from "@/lib/transport/page";
import { RequestSheet } from "../_components/request-sheet";
import { RequestTable } from "../_components/request-table";
import { FILTERS, isNarrowed, loadLogParams, logQuery, rowOf } from "../search-params";

export const metadata: Metadata = { title: "Logs" };

export default async function LogsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("developer:read");
  const params = await loadLogParams(searchParams);
  const row = rowOf(params);
  const [{ items, nextCursor }, keys, shown] = await Promise.all([
    listRequests(ctx, logQuery(ctx, params)),
    listApiKeys(ctx),
    row && findRequest(ctx, row),
  ]);
  const ofKey = {
    ...{ key: "key", label: "Key" },
    options: keys.map(({ id, name, lastFour }) => ({ value: id, label: `${name} …${lastFour}` })),
  };

  return (
    <>
      <PageHeader title="Logs" purpose="Calls of the API and how they were answered." />
      <FilterBar search="Path or request id" filters={[...FILTERS, ofKey]}>
        {items.length > 0 && <CsvLink href="/developers/logs/export" />}
      </FilterBar>
      <Card flush>
        <RequestTable rows={items} isFirstRun={items.length === 0 && !isNarrowed(params)} />
        {items.length > 0 && (
          <Pagination
            count={nextCursor ? "" : `${items.length} ${items.length === 1 ? "call" : "calls"}`}
            next={nextCursor}
          />
        )}
      </Card>
      <RequestSheet request={shown} />
    </>
  );
}
