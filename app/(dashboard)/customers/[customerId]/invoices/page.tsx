import { ReceiptText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, type SearchParams } from "nuqs/server";
import { Empty } from "@/components/domain/empty";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { CustomerId } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { pageContext } from "@/lib/transport/page";
import { parseAsCursor } from "../../../cursor-param";
import { InvoiceTable } from "../../../invoices/_components/invoice-table";

export const metadata: Metadata = { title: "Invoices of a customer" };

const loadParams = createLoader({ after: parseAsCursor });

export default async function CustomerInvoicesPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("invoice:read");
  const { customerId } = await params;
  if (!CustomerId.safeParse(customerId).success) notFound();
  const { after: cursor } = await loadParams(searchParams);
  const query = InvoiceQuery.parse({ customerId, cursor });
  const { items, total, nextCursor } = await listInvoices(ctx, query);

  return (
    <Card flush>
      {total === 0 ? (
        <Empty title="No invoices yet" icon={<ReceiptText />}>
          A subscription or bought credits make one by themselves.
        </Empty>
      ) : (
        <>
          <InvoiceTable rows={items} at={ctx.at.toISOString()} isFirstRun={false} isOfOneCustomer />
          <Pagination
            count={`${items.length} of ${total} ${total === 1 ? "invoice" : "invoices"}`}
            next={nextCursor}
          />
        </>
      )}
    </Card>
  );
}
