import { Repeat } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Empty } from "@/components/domain/empty";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CustomerId } from "@/lib/ids";
import { listCustomerUpcomingGrants, listSubscriptions } from "@/lib/subscription/reads";
import { SubscriptionQuery } from "@/lib/subscription/schema";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { OwnSubscriptionTable } from "./_components/own-subscription-table";
import { UpcomingTable } from "./_components/upcoming-table";

export const metadata: Metadata = { title: "Subscriptions of a customer" };

export default async function CustomerSubscriptionsPage({
  params,
}: {
  params: Promise<{ customerId: string }>;
}) {
  const ctx = await pageContext("subscription:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  if (!customerId) notFound();
  const outerId = (await params).customerId;
  const [{ items }, upcoming, permissions] = await Promise.all([
    listSubscriptions(ctx, { ...SubscriptionQuery.parse({}), customerId }),
    listCustomerUpcomingGrants(ctx, customerId),
    listPermissions(),
  ]);

  if (items.length === 0) {
    return (
      <Card>
        <Empty
          title="No subscription yet"
          icon={<Repeat />}
          action={
            permissions.includes("subscription:write") && (
              <ButtonLink href={`/subscriptions/new?customer=${outerId}`} variant="primary">
                Subscribe
              </ButtonLink>
            )
          }
        >
          On a plan, credits and invoices come by themselves.
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <Card flush title="Subscriptions">
        <OwnSubscriptionTable rows={items} />
      </Card>
      {upcoming.length > 0 && (
        <Card flush title="Credits to come" description="As the plans stand now.">
          <UpcomingTable rows={upcoming} zone={items[0]?.zone ?? "UTC"} />
        </Card>
      )}
    </>
  );
}
