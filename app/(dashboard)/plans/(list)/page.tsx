import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { TabsNav } from "@/components/ui/tabs-nav";
import { pageContext } from "@/lib/transport/page";
import { PlanList } from "../_sections/plan-list";
import { loadPlanParams } from "../search-params";
import { PLAN_TABS } from "../tabs";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("catalog:read");
  const params = await loadPlanParams(searchParams);
  const tabs = <TabsNav label="Plans and products" tabs={PLAN_TABS} />;
  return <PlanList ctx={ctx} kind="PLAN" params={params} tabs={tabs} />;
}
