import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan, listPlanVersions } from "@/lib/catalog/reads/plans";
import { PlanId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { FirstInvoice } from "../_components/first-invoice";
import { ALL_FEATURES, featureOption, offerOfVersion } from "../_components/offer";
import { OfferCard } from "../_components/offer-card";
import { versionLines } from "../_components/version-lines";
import { VersionTerms } from "../_components/version-terms";
import { PlanMenu, RestorePlanButton } from "./_components/plan-menu";
import { VersionTable } from "./_components/version-table";

export const metadata: Metadata = { title: "Plan" };

export default async function PlanPage({ params }: { params: Promise<{ planId: string }> }) {
  const ctx = await pageContext("catalog:read");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  const shown = plan?.live ?? plan?.draft;
  if (!planId || !plan || !shown) notFound();
  const [versions, features] = await Promise.all([
    listPlanVersions(ctx, planId),
    listFeatures(ctx, ALL_FEATURES),
  ]);
  const options = features.items.map(featureOption);
  const offer = offerOfVersion(shown, options);
  const isWriter = (await listPermissions()).includes("catalog:write");
  const isArchived = plan.status === "ARCHIVED";

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader
        title={plan.name}
        status={<Status value={shown.status} />}
        purpose={plan.description}
        meta={
          <>
            <IdChip id={plan.key} name="key" />
            <IdChip id={plan.id} />
            <span className="numerals">
              {plan.subscribers} {plan.subscribers === 1 ? "subscriber" : "subscribers"}
            </span>
          </>
        }
        actions={isWriter && !isArchived && <PlanMenu plan={plan} />}
      />
      {isArchived && (
        <Notice tone="warning" title="Archived: nobody can subscribe to it.">
          {isWriter && <RestorePlanButton planId={plan.id} />}
        </Notice>
      )}
      {!isArchived && plan.live && plan.draft && (
        <Notice title={`Version ${plan.draft.number} is being drafted`}>
          Subscribers and customers see version {plan.live.number} until it is published.
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-4">
          <VersionTerms
            title={`Version ${shown.number}`}
            description={
              shown.status === "DRAFT"
                ? "A draft: nobody can subscribe before it is published."
                : "What new subscribers get. It never changes; a new draft becomes the next version."
            }
            lines={versionLines(shown, options)}
          />
          <Card flush title="Versions">
            <VersionTable planId={plan.id} versions={versions ?? []} />
          </Card>
        </div>
        <aside aria-label="As customers see it" className="grid grid-cols-1 gap-4">
          <OfferCard name={plan.name} description={plan.description} offer={offer} />
          <FirstInvoice offer={offer} />
        </aside>
      </div>
    </>
  );
}
