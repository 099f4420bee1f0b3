import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listSubscriptions } from "@/lib/subscription/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { SubscriptionTable } from "../_components/subscription-table";
import { isNarrowed, loadSubscriptionParams, subscriptionQuery } from "../search-params";

export const metadata: Metadata = { title: "Subscriptions" };

const FILTERS = [
  {
    key: "status",
    label: "Status",
    options: [
      { value: "ACTIVE", label: "Active" },
      { value: "PAST_DUE", label: "Past due" },
      { value: "CANCELLED", label: "Cancelled, still running" },
      { value: "ENDED", label: "Ended" },
    ],
  },
];

export default async function SubscriptionsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:read");
  const params = await loadSubscriptionParams(searchParams);
  const { items, total, nextCursor } = await listSubscriptions(ctx, subscriptionQuery(params));
  const mayWrite = (await listPermissions()).includes("subscription:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Subscriptions"
        purpose="Who is on which plan, what they get next and when they renew."
        actions={
          mayWrite && !isFirstRun && <NewLink href="/subscriptions/new">Start subscription</NewLink>
        }
      />
      <FilterBar search="Customer or plan" filters={FILTERS} />
      <Card flush>
        <SubscriptionTable rows={items} isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && (
          <Pagination
            count={`${total} ${total === 1 ? "subscription" : "subscriptions"}`}
            next={nextCursor}
          />
        )}
      </Card>
    </>
  );
}
