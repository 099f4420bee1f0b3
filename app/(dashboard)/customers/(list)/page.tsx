import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listCustomersWithFigures } from "@/lib/report/reads/customers";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { archivedFilter } from "../../_components/archived-filter";
import { CustomerTable } from "../_components/customer-table";
import { CustomerSelection } from "../_components/selection";
import { customerQuery, isNarrowed, loadCustomerParams } from "../search-params";

export const metadata: Metadata = { title: "Customers" };

const FILTERS = [
  archivedFilter("Active"),
  {
    key: "sort",
    label: "Order",
    none: "Order: newest first",
    options: [{ value: "name", label: "Order: by name" }],
  },
];

export default async function CustomersPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("customer:read");
  const params = await loadCustomerParams(searchParams);
  const { items, total, nextCursor } = await listCustomersWithFigures(ctx, customerQuery(params));
  const permissions = await listPermissions();
  const mayWrite = permissions.includes("customer:write");
  const isFirstRun = items.length === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Customers"
        purpose="Who holds credits, how many, and how long they last."
        actions={mayWrite && !isFirstRun && <NewLink href="/customers/new">New customer</NewLink>}
      />
      <FilterBar search="Name, external id or email" filters={FILTERS}>
        {items.length > 0 && <CsvLink href="/customers/export" />}
      </FilterBar>
      <Card flush>
        <CustomerSelection>
          <CustomerTable
            rows={items}
            isFirstRun={isFirstRun}
            mayWrite={mayWrite}
            maySubscribe={permissions.includes("subscription:write")}
          />
        </CustomerSelection>
        {items.length > 0 && (
          <Pagination
            count={`${items.length} of ${total} ${total === 1 ? "customer" : "customers"}`}
            next={nextCursor}
          />
        )}
      </Card>
    </>
  );
}
