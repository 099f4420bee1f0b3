import { ReceiptText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, type SearchParams } from "nuqs/server";
import { Empty } from "@/components/domain/empty";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { onClock } from "@/lib/customer/reads/clock";
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
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  if (!customerId) notFound();
  const { after: cursor } = await loadParams(searchParams);
  const query = { ...InvoiceQuery.parse({ cursor }), customerId };
  const [{ items, total, nextCursor }, { at }] = await Promise.all([
    listInvoices(ctx, query),
    onClock(ctx, customerId),
  ]);

  return (
    <Card flush>
      {total === 0 ? (
        <Empty title="No invoices yet" icon={<ReceiptText />}>
          A subscription or bought credits make one by themselves.
        </Empty>
      ) : (
        <>
          <InvoiceTable rows={items} at={at.toISOString()} isFirstRun={false} isOfOneCustomer />
          <Pagination
            count={`${items.length} of ${total} ${total === 1 ? "invoice" : "invoices"}`}
            next={nextCursor}
          />
        </>
      )}
    </Card>
  );
}
