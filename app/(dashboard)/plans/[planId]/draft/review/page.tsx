import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CrumbName } from "@/components/layout/crumbs";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan } from "@/lib/catalog/reads/plans";
import { findWorkedExamples } from "@/lib/catalog/reads/worked-examples";
import { PlanId, PlanVersionId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { ChangeTable } from "../../../_components/change-table";
import { ALL_FEATURES, featureOption, offerOfVersion } from "../../../_components/offer";
import { OfferPreview } from "../../../_components/offer-preview";
import { changesBetween, versionLines } from "../../../_components/version-lines";
import { VersionTerms } from "../../../_components/version-terms";
import { WorkedExamples } from "../../../_components/worked-examples";
import { PublishDialog } from "./_components/publish-dialog";

export const metadata: Metadata = { title: "Review draft" };

export default async function ReviewPage({ params }: { params: Promise<{ planId: string }> }) {
  const ctx = await pageContext("catalog:write");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  if (!plan) notFound();
  const { draft, live } = plan;
  if (!draft) redirect(`/plans/${plan.id}`);
  const options = (await listFeatures(ctx, ALL_FEATURES)).items.map(featureOption);
  const draftId = PlanVersionId.parse(draft.id);
  const examples = await findWorkedExamples(ctx, draftId);
  const lines = versionLines(draft, options);
  const offer = offerOfVersion(draft, options);

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader
        title={`Review ${plan.name}, version ${draft.number}`}
        purpose="Read it once more: what is published never changes."
        actions={
          <>
            <ButtonLink href={`/plans/${plan.id}/draft`}>Back to the draft</ButtonLink>
            {draft.issues.length === 0 && <PublishDialog plan={plan} number={draft.number} />}
          </>
        }
      />
      {draft.issues.length > 0 && (
        <Notice tone="warning" title="It cannot be published yet">
          <ul className="grid gap-0.5">
            {draft.issues.map(({ path, message }) => (
              <li key={`${path} ${message}`}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-4">
          {live ? (
            <Card flush title={`Changes to version ${live.number}`}>
              <ChangeTable
                changes={changesBetween(versionLines(live, options), lines)}
                before={live.number}
                after={draft.number}
              />
            </Card>
          ) : (
            <VersionTerms title="The first version" lines={lines} />
          )}
          <WorkedExamples examples={examples ?? []} currency={draft.currency} />
        </div>
        <aside aria-label="As customers see it" className="grid grid-cols-1 gap-4">
          <OfferPreview name={plan.name} description={plan.description} offer={offer} />
        </aside>
      </div>
    </>
  );
}
