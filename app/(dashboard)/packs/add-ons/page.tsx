import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { TabsNav } from "@/components/ui/tabs-nav";
import { pageContext } from "@/lib/transport/page";
import { PlanList } from "../../plans/_sections/plan-list";
import { loadPlanParams } from "../../plans/search-params";
import { PACK_TABS } from "../tabs";

export const metadata: Metadata = { title: "Add-ons" };

export default async function AddOnsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const params = await loadPlanParams(searchParams);
  const tabs = <TabsNav label="Packs and add-ons" tabs={PACK_TABS} />;
  return <PlanList ctx={ctx} kind="ADD_ON" params={params} tabs={tabs} />;
}
