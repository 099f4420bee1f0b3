import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CrumbName } from "@/components/layout/crumbs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SubscriptionId } from "@/lib/ids";
import { findSubscription } from "@/lib/subscription/reads";
import { listChangeOffers } from "@/lib/subscription/reads/changes";
import { pageContext } from "@/lib/transport/page";
import { ChangeForm } from "./_components/change-form";

export const metadata: Metadata = { title: "Change plan" };

export default async function ChangePage({
  params,
}: {
  params: Promise<{ subscriptionId: string }>;
}) {
  const ctx = await pageContext("subscription:write");
  const { data: id } = SubscriptionId.safeParse((await params).subscriptionId);
  const subscription = id && (await findSubscription(ctx, id));
  if (!subscription) notFound();
  const { customerName, planName, status } = subscription;
  const mayChange = status === "TRIALING" || status === "ACTIVE" || status === "PAST_DUE";

  return (
    <>
      <CrumbName segment={subscription.id} label={`${customerName}, ${planName}`} />
      <PageHeader
        title="Change plan"
        purpose={`${customerName} is on ${planName}. Nothing happens before you confirm.`}
      />
      {mayChange ? (
        <ChangeForm
          subscription={subscription}
          offers={await listChangeOffers(ctx, subscription)}
        />
      ) : (
        <Notice tone="warning" title="It does not renew">
          Only a subscription that renews can be changed.
        </Notice>
      )}
    </>
  );
}
