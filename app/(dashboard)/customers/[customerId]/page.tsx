import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, WalletId } from "@/lib/ids";
import { listGrants } from "@/lib/ledger/reads/grants";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { listActivity } from "@/lib/report/reads/attention";
import { findCustomerWithFigures } from "@/lib/report/reads/customers";
import { listSubscriptions } from "@/lib/subscription/reads";
import { listCustomerUpcomingGrants } from "@/lib/subscription/reads/upcoming-grants";
import { SubscriptionQuery } from "@/lib/subscription/schema";
import { pageContext } from "@/lib/transport/page";
import { findCustomerUsage } from "@/lib/usage/reads/customer-usage";
import { ActivityList } from "../_components/activity-list";
import { BalanceMakeUp } from "./_components/balance-make-up";
import { NextSteps } from "./_components/next-steps";
import { RunningPlans } from "./_components/running-plans";
import { UnpaidNotice } from "./_components/unpaid-notice";
import { UsageThisPeriod } from "./_components/usage-this-period";

export const metadata: Metadata = { title: "Customer" };

export default async function CustomerPage({
  params,
}: {
  params: Promise<{ customerId: string }>;
}) {
  const ctx = await pageContext("customer:read");
  const { data: id } = CustomerId.safeParse((await params).customerId);
  const found = id && (await findCustomerWithFigures(ctx, id));
  if (!found) notFound();
  const { customer, figures } = found;
  const [{ at }, wallets, usage, subscriptions, upcoming, activity] = await Promise.all([
    onClock(ctx, id),
    listCustomerWallets(ctx, id),
    findCustomerUsage(ctx, id),
    listSubscriptions(ctx, { ...SubscriptionQuery.parse({ limit: 3 }), customerId: id }),
    listCustomerUpcomingGrants(ctx, id, 3),
    listActivity(ctx, { customerId: id, limit: 8 }),
  ]);
  const grants = (
    await Promise.all(wallets.map((wallet) => listGrants(ctx, WalletId.parse(wallet.id))))
  ).flat();
  const running = subscriptions.items.filter(({ status }) => status !== "ENDED");

  return (
    <>
      <UnpaidNotice customerId={customer.id} count={figures.unpaidInvoices} />
      {wallets.length === 0 && <NextSteps />}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <BalanceMakeUp
          grants={grants}
          customerId={customer.id}
          unit={figures.creditUnit}
          zone={customer.timezone}
        />
        <UsageThisPeriod usage={usage} customerId={customer.id} zone={customer.timezone} />
        <RunningPlans subscriptions={running} upcoming={upcoming} customerId={customer.id} />
        <ActivityList
          title="Recent activity"
          items={activity}
          namesCustomer={false}
          now={at.toISOString()}
        />
      </div>
    </>
  );
}
