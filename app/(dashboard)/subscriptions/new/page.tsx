import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { Context } from "@/lib/context";
import { findCustomer, listCustomers } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { findBillingDefaults } from "@/lib/invoicing/reads/billing-defaults";
import { listOffers } from "@/lib/subscription/reads/offers";
import { listOverridables } from "@/lib/subscription/reads/overrides";
import { pageContext } from "@/lib/transport/page";
import { CustomerChoice } from "../../_components/customer-choice";
import { StartWizard } from "../_components/start-wizard";
import { loadStartParams, PAGE_SIZE } from "../search-params";

export const metadata: Metadata = { title: "Start subscription" };

export default async function StartSubscriptionPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:write");
  const { customer: asked, plan, q, after } = await loadStartParams(searchParams);
  const { data: customerId } = CustomerId.safeParse(asked);
  const customer = customerId && (await findCustomer(ctx, customerId));
  if (!customer) return <ChooseCustomer ctx={ctx} search={q} cursor={after} planId={plan} />;
  const [offers, overridables, billing] = await Promise.all([
    listOffers(ctx),
    listOverridables(ctx),
    findBillingDefaults(ctx),
  ]);

  return (
    <>
      <PageHeader
        title="Start subscription"
        purpose={`Put ${customer.name} on a plan. Nothing happens before you confirm.`}
      />
      <StartWizard
        customer={customer}
        offers={offers}
        overridables={overridables}
        billing={billing}
        planId={plan}
      />
    </>
  );
}

async function ChooseCustomer({
  ctx,
  search,
  cursor,
  planId,
}: {
  ctx: Context;
  search: string;
  cursor: string | null;
  planId: string | null;
}) {
  const page = await listCustomers(ctx, {
    search: search.trim().slice(0, 200),
    status: "ACTIVE",
    sort: "name",
    cursor,
    offset: 0,
    limit: PAGE_SIZE,
  });
  return (
    <>
      <PageHeader title="Start subscription" purpose="Choose who it is for." />
      <FilterBar search="Name, external id or email" />
      <Card flush>
        <CustomerChoice
          rows={page.items}
          isSearch={search !== ""}
          leads={["/subscriptions/new?customer=", planId ? `&plan=${planId}` : ""]}
          listHref="/subscriptions/new"
          empty="A subscription belongs to a customer: add one first."
        />
        {page.total > 0 && <Pagination count={`${page.total} customers`} next={page.nextCursor} />}
      </Card>
    </>
  );
}
