import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Card, Facts } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { SubscriptionId } from "@/lib/ids";
import { findSubscriptionRow } from "@/lib/subscription/reads/rows";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { StandingNotice } from "./_components/standing-notice";
import { SubscriptionActions } from "./_components/subscription-actions";
import { subscriptionFacts } from "./_components/subscription-facts";
import { Ahead } from "./_sections/ahead";
import { Past } from "./_sections/past";
import { StandingChange } from "./change/_sections/standing-change";

export const metadata: Metadata = { title: "Subscription" };

export default async function SubscriptionPage({
  params,
}: {
  params: Promise<{ subscriptionId: string }>;
}) {
  const ctx = await pageContext("subscription:read");
  const { data: id } = SubscriptionId.safeParse((await params).subscriptionId);
  const subscription = id && (await findSubscriptionRow(ctx, id));
  if (!id || !subscription) notFound();
  const mayWrite = (await listPermissions()).includes("subscription:write");

  return (
    <>
      <CrumbName
        segment={subscription.id}
        label={`${subscription.customerName}, ${subscription.planName}`}
      />
      <PageHeader
        title={subscription.planName}
        status={<Status value={subscription.status} />}
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
        actions={mayWrite && <SubscriptionActions subscription={subscription} />}
      />
      <StandingNotice subscription={subscription} />
      <StandingChange ctx={ctx} subscription={subscription} mayWrite={mayWrite} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Card title="Terms">
          <Facts items={subscriptionFacts(subscription)} />
        </Card>
        <Suspense fallback={<Skeleton className="h-80 rounded-lg" />}>
          <Ahead ctx={ctx} id={id} />
        </Suspense>
      </div>
      <Suspense fallback={<Skeleton className="h-80 rounded-lg" />}>
        <Past ctx={ctx} subscription={subscription} />
      </Suspense>
    </>
  );
}
