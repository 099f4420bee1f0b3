import type { ReactNode } from "react";
import { NewLink } from "@/components/layout/new-link";
import { FilterBar } from "@/components/table/filter-bar";
import { offsetPage } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listPlans } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { listPermissions } from "@/lib/transport/staff-gate";
import { archivedFilter } from "../../_components/archived-filter";
import { PlanTable } from "../_components/plan-table";
import { isNarrowed, type PlanParams, planQuery } from "../search-params";
import { withRevenue } from "./with-revenue";

const FILTERS = [archivedFilter("On sale")];

const KINDS = {
  PLAN: {
    title: "Plans",
    purpose: "What customers subscribe to: a price, credits that come by themselves, and features.",
    noun: "plan",
    newHref: "/plans/new",
  },
  ADD_ON: {
    title: "Add-ons",
    purpose: "Sold on top of a subscription, again each period.",
    noun: "add-on",
    newHref: "/packs/add-ons/new",
  },
} as const;

/** All plans, or all add-ons, below the tabs of their part of the catalogue. */
export async function PlanList({
  ctx,
  kind,
  params,
  tabs,
}: {
  ctx: Context;
  kind: keyof typeof KINDS;
  params: PlanParams;
  tabs: ReactNode;
}) {
  const { title, purpose, noun, newHref } = KINDS[kind];
  const query = { ...planQuery(params), kind };
  const [{ items, total }, permissions] = await Promise.all([
    listPlans(ctx, query),
    listPermissions(),
  ]);
  const rows = await withRevenue(ctx, items);
  const mayWrite = permissions.includes("catalog:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title={title}
        purpose={purpose}
        actions={mayWrite && !isFirstRun && <NewLink href={newHref}>{`New ${noun}`}</NewLink>}
      />
      {tabs}
      <FilterBar search="Name or key" filters={FILTERS} />
      <Card flush>
        <PlanTable rows={rows} kind={kind} isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && <Pagination {...offsetPage({ offset: query.offset, total, noun })} />}
      </Card>
    </>
  );
}
