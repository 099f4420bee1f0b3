import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Card, Facts } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, SubscriptionId } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { findSubscription, listUpcomingGrants } from "@/lib/subscription/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { InvoiceTable } from "../../invoices/_components/invoice-table";
import { CancelDialog } from "./_components/cancel-dialog";
import { subscriptionFacts } from "./_components/subscription-facts";
import { UpcomingTable } from "./_components/upcoming-table";

export const metadata: Metadata = { title: "Subscription" };

export default async function SubscriptionPage({
  params,
}: {
  params: Promise<{ subscriptionId: string }>;
}) {
  const ctx = await pageContext("subscription:read");
  const { data: subscriptionId } = SubscriptionId.safeParse((await params).subscriptionId);
  const subscription = subscriptionId && (await findSubscription(ctx, subscriptionId));
  if (!subscriptionId || !subscription) notFound();
  const [{ at }, upcoming, invoices, permissions] = await Promise.all([
    onClock(ctx, CustomerId.parse(subscription.customerId)),
    listUpcomingGrants(ctx, subscriptionId),
    listInvoices(ctx, { ...InvoiceQuery.parse({}), subscriptionId }),
    listPermissions(),
  ]);
  const { status, endsAt, zone } = subscription;
  const mayCancel = permissions.includes("subscription:write") && status !== "ENDED";

  return (
    <>
      <CrumbName
        segment={subscription.id}
        label={`${subscription.customerName}, ${subscription.planName}`}
      />
      <PageHeader
        title={subscription.planName}
        status={<Status value={status} />}
        meta={
          <>
            <Link
              href={`/customers/${subscription.customerId}`}
              prefetch={false}
              className="text-ink underline underline-offset-2"
            >
              {subscription.customerName}
            </Link>
            <IdChip id={subscription.id} />
          </>
        }
        actions={mayCancel && <CancelDialog subscription={subscription} />}
      />
      {status === "CANCELLED" && endsAt && (
        <Notice tone="warning" title="Cancelled">
          It runs until <Instant at={endsAt} show="exact" zone={zone} /> and does not renew.
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Card title="Terms">
          <Facts items={subscriptionFacts(subscription)} />
        </Card>
        <Card flush title="Credits to come" description="The next twelve, each on its own day.">
          <UpcomingTable grants={upcoming} zone={zone} />
        </Card>
      </div>
      <Card flush title="Invoices">
        <InvoiceTable rows={invoices.items} at={at.toISOString()} isFirstRun />
      </Card>
    </>
  );
}
