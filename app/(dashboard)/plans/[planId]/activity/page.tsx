import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, type SearchParams } from "nuqs/server";
import { CrumbName } from "@/components/layout/crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan } from "@/lib/catalog/reads/plans";
import { PlanId } from "@/lib/ids";
import type { HistoryItem } from "@/lib/report/schema/history";
import { pageContext } from "@/lib/transport/page";
import { History } from "../../../_sections/history";
import { parseAsCursor } from "../../../cursor-param";
import { draftChanges } from "../../_components/draft-changes";
import { ALL_FEATURES, featureOption } from "../../_components/offer";
import { PlanTabs } from "../_components/plan-tabs";

export const metadata: Metadata = { title: "Activity" };

const loadParams = createLoader({ after: parseAsCursor });

export default async function PlanActivityPage({
  params,
  searchParams,
}: {
  params: Promise<{ planId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  if (!planId || !plan) notFound();
  const { after } = await loadParams(searchParams);
  const features = (await listFeatures(ctx, ALL_FEATURES)).items.map(featureOption);
  const changesOf = (item: HistoryItem) => draftChanges(item, features) ?? item.changes;

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader title={plan.name} purpose="Who changed it and its versions, when and how." />
      <PlanTabs planId={plan.id} />
      <History ctx={ctx} entity="plan" id={planId} cursor={after} changesOf={changesOf} />
    </>
  );
}
