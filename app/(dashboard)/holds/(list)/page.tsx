import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findCustomer } from "@/lib/customer/reads";
import { findHold, listHolds } from "@/lib/ledger/reads/holds";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { HoldDeeds } from "../_components/hold-deeds";
import { HoldTable } from "../_components/hold-table";
import { FILTERS, holdQuery, isNarrowed, loadHoldParams, openedId } from "../search-params";

export const metadata: Metadata = { title: "Holds" };

export default async function HoldsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("wallet:read");
  const params = await loadHoldParams(searchParams);
  const query = holdQuery(ctx, params);
  const opened = openedId(params);
  const [{ items, nextCursor }, customer, hold, { zone }, permissions] = await Promise.all([
    listHolds(ctx, query),
    query.customerId && findCustomer(ctx, query.customerId),
    opened && findHold(ctx, opened),
    findCatalogDefaults(ctx),
    listPermissions(),
  ]);
  const ofCustomer = customer && {
    ...{ key: "customer", label: "Customer" },
    options: [{ value: customer.id, label: customer.name }],
  };
  const mayHold = permissions.includes("wallet:hold");

  return (
    <>
      <PageHeader
        title="Holds"
        purpose="Credits set aside for work that is not finished, the oldest first."
      />
      <FilterBar filters={ofCustomer ? [...FILTERS, ofCustomer] : FILTERS}>
        {items.length > 0 && <CsvLink href="/holds/export" />}
      </FilterBar>
      <Card flush>
        <HoldTable
          rows={items}
          zone={zone}
          isFirstRun={items.length === 0 && !isNarrowed(params)}
          mayHold={mayHold}
        />
        {items.length > 0 && (
          <Pagination
            count={nextCursor ? "" : `${items.length} ${items.length === 1 ? "hold" : "holds"}`}
            next={nextCursor}
          />
        )}
      </Card>
      <HoldDeeds holds={hold ? [...items, hold] : items} zone={zone} mayHold={mayHold} />
    </>
  );
}
