import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findTransaction, listTransactions } from "@/lib/ledger/reads/transactions";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { LedgerTable } from "./_components/ledger-table";
import { isNarrowed, KIND_FILTER, ledgerQuery, loadLedgerParams, openedId } from "./search-params";

export const metadata: Metadata = { title: "Ledger" };

export default async function LedgerPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("ledger:read");
  const params = await loadLedgerParams(searchParams);
  const opened = openedId(params);
  const [{ items, nextCursor }, row, { zone }, permissions] = await Promise.all([
    listTransactions(ctx, ledgerQuery(params)),
    opened && findTransaction(ctx, opened),
    findCatalogDefaults(ctx),
    listPermissions(),
  ]);

  return (
    <>
      <PageHeader title="Ledger" purpose="Every movement of credits, of all customers, for good." />
      <FilterBar filters={[KIND_FILTER]}>
        {items.length > 0 && <CsvLink href="/ledger/export" />}
      </FilterBar>
      <Card flush>
        <LedgerTable
          rows={items}
          opened={row}
          customerId={null}
          zone={zone}
          isFirstRun={items.length === 0 && !isNarrowed(params)}
          mayReverse={permissions.includes("wallet:reverse")}
        />
        {items.length > 0 && (
          <Pagination count={nextCursor ? "" : "The oldest stand here"} next={nextCursor} />
        )}
      </Card>
    </>
  );
}
