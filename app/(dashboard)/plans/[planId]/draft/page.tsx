import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CrumbName } from "@/components/layout/crumbs";
import { listCreditUnits } from "@/lib/catalog/reads/credit-units";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan } from "@/lib/catalog/reads/plans";
import { PlanId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { type FeatureOption, featureOption } from "../../_components/offer";
import { DraftEditor } from "./_components/draft-editor";

export const metadata: Metadata = { title: "Edit draft" };

const byName = (one: FeatureOption, other: FeatureOption) => one.name.localeCompare(other.name);
const ALL_ACTIVE = { search: "", type: null, status: "ACTIVE", limit: 1000, offset: 0 } as const;

export default async function DraftPage({ params }: { params: Promise<{ planId: string }> }) {
  const ctx = await pageContext("catalog:write");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  if (!plan) notFound();
  if (!plan.draft) redirect(`/plans/${plan.id}`);
  const [features, { creditUnit }, creditUnits] = await Promise.all([
    listFeatures(ctx, ALL_ACTIVE),
    findCatalogDefaults(ctx),
    listCreditUnits(ctx),
  ]);

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <DraftEditor
        // Another draft is another form: nothing typed into the one before may stay.
        key={plan.draft.id}
        plan={plan}
        draft={plan.draft}
        features={features.items.map(featureOption).toSorted(byName)}
        units={{ creditUnit, creditUnits: creditUnits.map(({ code }) => code) }}
      />
    </>
  );
}
