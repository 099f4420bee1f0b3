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
import { PlanTable } from "../../plans/_components/plan-table";
import { isNarrowed, loadPlanParams, planQuery } from "../../plans/search-params";
import { PACK_TABS } from "../tabs";

export const metadata: Metadata = { title: "Add-ons" };

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

export default async function AddOnsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const params = await loadPlanParams(searchParams);
  const query = { ...planQuery(params), kind: "ADD_ON" as const };
  const { items, total } = await listPlans(ctx, query);
  const mayWrite = (await listPermissions()).includes("catalog:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Add-ons"
        purpose="Sold on top of a subscription, again each period."
        actions={mayWrite && !isFirstRun && <NewLink href="/packs/add-ons/new">New add-on</NewLink>}
      />
      <TabsNav label="Packs and add-ons" tabs={PACK_TABS} />
      <FilterBar search="Name or key" filters={FILTERS} />
      <Card flush>
        <PlanTable rows={items} kind="ADD_ON" isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && (
          <Pagination {...offsetPage({ offset: query.offset, total, noun: "add-on" })} />
        )}
      </Card>
    </>
  );
}
