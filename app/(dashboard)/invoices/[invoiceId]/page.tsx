import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, InvoiceId } from "@/lib/ids";
import { findInvoice, listGrantsOfInvoice } from "@/lib/invoicing/reads";
import type { InvoiceView } from "@/lib/invoicing/schema";
import { findGrant } from "@/lib/ledger/reads/grants";
import { findWaitingMoney } from "@/lib/subscription/reads/waiting-money";
import { pageContext } from "@/lib/transport/page";
import { findStaffSession, listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../_components/object-chip";
import { invoiceName, shownStatus } from "../_components/invoice-status";
import { InvoiceActions } from "./_components/invoice-actions";
import { InvoicePaper } from "./_components/invoice-paper";
import { InvoiceRail } from "./_components/invoice-rail";

export const metadata: Metadata = { title: "Invoice" };

export default async function InvoicePage({ params }: { params: Promise<{ invoiceId: string }> }) {
  const ctx = await pageContext("invoice:read");
  const { data: invoiceId } = InvoiceId.safeParse((await params).invoiceId);
  const invoice = invoiceId && (await findInvoice(ctx, invoiceId));
  if (!invoice) notFound();
  const customerId = CustomerId.parse(invoice.customerId);
  const [{ at }, customer, grants, waiting, session, permissions] = await Promise.all([
    onClock(ctx, customerId),
    findCustomer(ctx, customerId),
    grantsOf(ctx, invoiceId),
    handsOn(invoice) ? findWaitingMoney(ctx, customerId, invoice.currency) : undefined,
    findStaffSession(),
    listPermissions(),
  ]);
  const name = invoiceName(invoice);

  return (
    <>
      <CrumbName segment={invoice.id} label={name} />
      <PageHeader
        title={name}
        status={<Status value={shownStatus(invoice, at.toISOString())} />}
        meta={<ObjectChip id={invoice.id} path={`/invoices/${invoice.id}`} />}
        actions={
          permissions.includes("invoice:pay") && (
            <InvoiceActions invoice={invoice} grants={grants} />
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <InvoicePaper
          invoice={invoice}
          from={session?.current.organizationName ?? ""}
          customer={customer ?? null}
        />
        <InvoiceRail invoice={invoice} grants={grants} waiting={waiting} />
      </div>
    </>
  );
}

const handsOn = ({ lines, status }: InvoiceView) =>
  status !== "VOID" &&
  lines.some(({ kind, amount }) => kind === "carried" && /^[^-]*[1-9]/.test(amount));

/** The credits that the invoice asks payment for, or that come with it, as they stand in the wallet. */
async function grantsOf(ctx: Context, id: InvoiceId) {
  const ids = await listGrantsOfInvoice(ctx, id);
  return Promise.all(ids.map((grantId) => findGrant(ctx, grantId)));
}
