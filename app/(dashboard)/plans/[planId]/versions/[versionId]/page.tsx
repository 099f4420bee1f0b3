import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan, findPlanVersion } from "@/lib/catalog/reads/plans";
import { PlanId, PlanVersionId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { ALL_FEATURES, featureOption, offerOfVersion } from "../../../_components/offer";
import { OfferPreview } from "../../../_components/offer-preview";
import { versionLines } from "../../../_components/version-lines";
import { VersionTerms } from "../../../_components/version-terms";

export const metadata: Metadata = { title: "Plan version" };

export default async function PlanVersionPage({
  params,
}: {
  params: Promise<{ planId: string; versionId: string }>;
}) {
  const ctx = await pageContext("catalog:read");
  const ids = await params;
  const { data: planId } = PlanId.safeParse(ids.planId);
  const { data: versionId } = PlanVersionId.safeParse(ids.versionId);
  const plan = planId && (await findPlan(ctx, planId));
  const version = versionId && (await findPlanVersion(ctx, versionId));
  if (!plan || version?.planId !== plan.id) notFound();
  const options = (await listFeatures(ctx, ALL_FEATURES)).items.map(featureOption);
  const offer = offerOfVersion(version, options);

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <CrumbName segment={version.id} label={`Version ${version.number}`} />
      <PageHeader
        title={`${plan.name}, version ${version.number}`}
        status={<Status value={version.status} />}
        meta={
          version.publishedAt && (
            <span>
              Published <Instant at={version.publishedAt} show="exact" />
            </span>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <VersionTerms title="Terms" lines={versionLines(version, options)} />
        <aside aria-label="As customers see it" className="grid grid-cols-1 gap-4">
          <OfferPreview name={plan.name} description={plan.description} offer={offer} />
        </aside>
      </div>
    </>
  );
}
