import { Users } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { Empty } from "@/components/domain/empty";
import { CrumbName } from "@/components/layout/crumbs";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findPlan } from "@/lib/catalog/reads/plans";
import { PlanId } from "@/lib/ids";
import { listSubscriptionRows } from "@/lib/subscription/reads/rows";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { STATUS_FILTER } from "../../../subscriptions/_components/subscription-fields";
import { SubscriptionTable } from "../../../subscriptions/_components/subscription-table";
import {
  isNarrowed,
  loadSubscriptionParams,
  subscriptionQuery,
} from "../../../subscriptions/search-params";
import { PlanTabs } from "../_components/plan-tabs";

export const metadata: Metadata = { title: "Subscribers" };

const PURPOSES = {
  PLAN: "Who has it, or had it, on which version.",
  ADD_ON: "Which subscriptions have it beside their plan.",
} as const;

export default async function SubscribersPage({
  params,
  searchParams,
}: {
  params: Promise<{ planId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:read");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  if (!planId || !plan) notFound();
  const asked = await loadSubscriptionParams(searchParams);
  const query = { ...subscriptionQuery(asked), planId };
  const { items, total, nextCursor } = await listSubscriptionRows(ctx, query);
  const mayWrite = (await listPermissions()).includes("subscription:write");
  const isEmpty = total === 0 && !isNarrowed(asked);

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader title={plan.name} purpose={PURPOSES[plan.kind]} />
      <PlanTabs planId={plan.id} />
      {!isEmpty && <FilterBar search="Customer" filters={[STATUS_FILTER]} />}
      <Card flush>
        {isEmpty ? (
          <Empty
            title="Nobody is on it yet"
            icon={<Users />}
            action={
              mayWrite &&
              plan.live &&
              plan.kind === "PLAN" && (
                <ButtonLink href={`/subscriptions/new?plan=${plan.id}`}>
                  Start subscription
                </ButtonLink>
              )
            }
          >
            Whoever subscribes to it stands here, with the version that they have.
          </Empty>
        ) : (
          <SubscriptionTable rows={items} isFirstRun={false} mayWrite={mayWrite} />
        )}
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
