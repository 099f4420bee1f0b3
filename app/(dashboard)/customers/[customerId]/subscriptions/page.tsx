import { Repeat } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Empty } from "@/components/domain/empty";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CustomerId } from "@/lib/ids";
import { listSubscriptionRows } from "@/lib/subscription/reads/rows";
import { listCustomerUpcomingGrants } from "@/lib/subscription/reads/upcoming-grants";
import { SubscriptionRowQuery } from "@/lib/subscription/schema/rows";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { EndedTable } from "./_components/ended-table";
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
    listSubscriptionRows(ctx, { ...SubscriptionRowQuery.parse({ limit: 200 }), customerId }),
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
  const running = items.filter(({ status }) => status !== "ENDED");
  const ended = items.filter(({ status }) => status === "ENDED");
  return (
    <>
      {running.length > 0 && (
        <Card flush title="Current">
          <OwnSubscriptionTable label="Current subscriptions" rows={running} />
        </Card>
      )}
      {upcoming.length > 0 && (
        <Card flush title="Credits to come" description="As the plans stand now.">
          <UpcomingTable rows={upcoming} zone={running[0]?.zone ?? "UTC"} />
        </Card>
      )}
      {ended.length > 0 && (
        <Card flush title="History" description="What ended, or was replaced by another plan.">
          <EndedTable rows={ended} />
        </Card>
      )}
    </>
  );
}
