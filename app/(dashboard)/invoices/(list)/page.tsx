import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listInvoices } from "@/lib/invoicing/reads";
import { pageContext } from "@/lib/transport/page";
import { InvoiceTable } from "../_components/invoice-table";
import { FILTERS, invoiceQuery, isNarrowed, loadInvoiceParams } from "../search-params";

export const metadata: Metadata = { title: "Invoices" };

export default async function InvoicesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("invoice:read");
  const params = await loadInvoiceParams(searchParams);
  const { items, total, nextCursor } = await listInvoices(ctx, invoiceQuery(params));

  return (
    <>
      <PageHeader
        title="Invoices"
        purpose="What customers were asked to pay, for plans and for credits, and what was paid."
      />
      <FilterBar search="Number or customer" filters={FILTERS}>
        {items.length > 0 && <CsvLink href="/invoices/export" />}
      </FilterBar>
      <Card flush>
        <InvoiceTable
          rows={items}
          at={ctx.at.toISOString()}
          isFirstRun={total === 0 && !isNarrowed(params)}
        />
        {total > 0 && (
          <Pagination
            count={`${total} ${total === 1 ? "invoice" : "invoices"}`}
            next={nextCursor}
          />
        )}
      </Card>
    </>
  );
}
