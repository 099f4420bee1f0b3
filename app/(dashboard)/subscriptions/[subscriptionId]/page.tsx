import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Card, Facts } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { SubscriptionId } from "@/lib/ids";
import { findSubscriptionRow } from "@/lib/subscription/reads/rows";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../_components/object-chip";
import { SetApart } from "../set-apart/_sections/set-apart-notice";
import { StandingNotice } from "./_components/standing-notice";
import { SubscriptionActions } from "./_components/subscription-actions";
import { subscriptionFacts } from "./_components/subscription-facts";
import { Ahead } from "./_sections/ahead";
import { CommitmentStanding } from "./_sections/commitment";
import { Past } from "./_sections/past";
import { BillingMethod } from "./billing/_sections/billing-method";
import { StandingChange } from "./change/_sections/standing-change";
import { OwnTerms } from "./terms/_sections/own-terms";
import { SoldParts } from "./terms/_sections/sold-parts";

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
            <ObjectChip id={subscription.id} path={`/subscriptions/${subscription.id}`} />
          </>
        }
        actions={mayWrite && <SubscriptionActions subscription={subscription} />}
      />
      <SetApart ctx={ctx} id={id} mayWrite={mayWrite} />
      <StandingNotice subscription={subscription} />
      <StandingChange ctx={ctx} subscription={subscription} mayWrite={mayWrite} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <Card title="Terms">
            <Facts items={subscriptionFacts(subscription)} />
          </Card>
          <BillingMethod subscription={subscription} mayWrite={mayWrite} />
          <CommitmentStanding ctx={ctx} id={id} />
        </div>
        <Ahead ctx={ctx} id={id} />
        <SoldParts ctx={ctx} id={id} subscription={subscription} mayWrite={mayWrite} />
        <OwnTerms ctx={ctx} id={id} subscription={subscription} mayWrite={mayWrite} />
      </div>
      <Past ctx={ctx} subscription={subscription} />
    </>
  );
}
