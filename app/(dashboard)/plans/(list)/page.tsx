import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { FilterBar } from "@/components/table/filter-bar";
import { offsetPage } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { listPlans } from "@/lib/catalog/reads/plans";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { PlanTable } from "../_components/plan-table";
import { isNarrowed, loadPlanParams, planQuery } from "../search-params";
import { PLAN_TABS } from "../tabs";

export const metadata: Metadata = { title: "Plans" };

const FILTERS = [
  {
    key: "status",
    label: "Status",
    none: "Status: on sale",
    options: [
      { value: "ARCHIVED", label: "Archived" },
      { value: "ALL", label: "On sale and archived" },
    ],
  },
];

export default async function PlansPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("catalog:read");
  const params = await loadPlanParams(searchParams);
  const query = planQuery(params);
  const { items, total } = await listPlans(ctx, query);
  const mayWrite = (await listPermissions()).includes("catalog:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Plans"
        purpose="What customers subscribe to: a price, credits that come by themselves, and features."
        actions={mayWrite && !isFirstRun && <NewLink href="/plans/new">New plan</NewLink>}
      />
      <TabsNav label="Plans and products" tabs={PLAN_TABS} />
      <FilterBar search="Name or key" filters={FILTERS} />
      <Card flush>
        <PlanTable rows={items} kind="PLAN" isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && <Pagination {...offsetPage({ offset: query.offset, total, noun: "plan" })} />}
      </Card>
    </>
  );
}
