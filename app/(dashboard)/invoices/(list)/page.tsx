import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listInvoices } from "@/lib/invoicing/reads";
import { pageContext } from "@/lib/transport/page";
import { InvoiceTable } from "../_components/invoice-table";
import { invoiceQuery, isNarrowed, loadInvoiceParams } from "../search-params";

export const metadata: Metadata = { title: "Invoices" };

const FILTERS = [
  {
    key: "view",
    label: "Status",
    options: [
      { value: "draft", label: "Drafts" },
      { value: "open", label: "Open" },
      { value: "overdue", label: "Overdue" },
      { value: "paid", label: "Paid" },
      { value: "void", label: "Void" },
    ],
  },
  {
    key: "type",
    label: "For",
    options: [
      { value: "SUBSCRIPTION", label: "Subscriptions" },
      { value: "CREDIT", label: "Credit purchases" },
    ],
  },
];

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
      <FilterBar search="Number or customer" filters={FILTERS} />
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
