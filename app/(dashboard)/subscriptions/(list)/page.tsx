import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listPlans } from "@/lib/catalog/reads/plans";
import { listSubscriptionRows } from "@/lib/subscription/reads/rows";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { RenewalDatesLink } from "../_components/renewal-dates-link";
import { STATUS_FILTER } from "../_components/subscription-fields";
import { SubscriptionFilters } from "../_components/subscription-filters";
import { SubscriptionTable } from "../_components/subscription-table";
import { isNarrowed, loadSubscriptionParams, subscriptionQuery } from "../search-params";
import { SomeSetApart } from "../set-apart/_sections/set-apart-notice";

export const metadata: Metadata = { title: "Subscriptions" };

const ANY_PLAN = { search: "", status: null, limit: 200, offset: 0 } as const;

export default async function SubscriptionsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:read");
  const params = await loadSubscriptionParams(searchParams);
  const [{ items, total, nextCursor }, plans] = await Promise.all([
    listSubscriptionRows(ctx, subscriptionQuery(params)),
    listPlans(ctx, ANY_PLAN),
  ]);
  const mayWrite = (await listPermissions()).includes("subscription:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Subscriptions"
        purpose="Who is on which plan, what they get next and when they renew."
        actions={
          <>
            {!isFirstRun && <ButtonLink href="/subscriptions/upcoming">Upcoming</ButtonLink>}
            {mayWrite && !isFirstRun && (
              <>
                <ButtonLink href="/subscriptions/bulk">Subscribe many</ButtonLink>
                <NewLink href="/subscriptions/new">Start subscription</NewLink>
              </>
            )}
          </>
        }
      />
      <SomeSetApart ctx={ctx} />
      <FilterBar search="Customer or plan" filters={[STATUS_FILTER]}>
        {items.length > 0 && mayWrite && <RenewalDatesLink />}
        {items.length > 0 && <CsvLink href="/subscriptions/export" />}
        <SubscriptionFilters
          plans={Object.fromEntries(plans.items.map(({ id, name }) => [id, name]))}
        />
      </FilterBar>
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
