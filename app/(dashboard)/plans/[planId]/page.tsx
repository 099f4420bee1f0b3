import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan } from "@/lib/catalog/reads/plans";
import { ALL_ON_SALE, findProduct, listProducts } from "@/lib/catalog/reads/products";
import { PlanId, ProductId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../_components/object-chip";
import { ALL_FEATURES, featureOption, offerOfVersion } from "../_components/offer";
import { OfferPreview } from "../_components/offer-preview";
import { versionLines } from "../_components/version-lines";
import { VersionTerms } from "../_components/version-terms";
import { PlanMenu, RestorePlanButton } from "./_components/plan-menu";
import { PlanTabs } from "./_components/plan-tabs";

export const metadata: Metadata = { title: "Plan" };

/** Where the API tells of each. */
const PATHS = { PLAN: "plans", ADD_ON: "addons" } as const;

export default async function PlanPage({ params }: { params: Promise<{ planId: string }> }) {
  const ctx = await pageContext("catalog:read");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  const shown = plan?.live ?? plan?.draft;
  if (!planId || !plan || !shown) notFound();
  const [features, product, products] = await Promise.all([
    listFeatures(ctx, ALL_FEATURES),
    findProduct(ctx, ProductId.parse(plan.productId)),
    listProducts(ctx, ALL_ON_SALE),
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
            <ObjectChip id={plan.id} path={`/${PATHS[plan.kind]}/${plan.id}`} />
            {plan.kind === "ADD_ON" && <Badge>add-on</Badge>}
            {product && (
              <Link href={`/plans/products/${product.id}`} className="underline underline-offset-2">
                {product.name}
              </Link>
            )}
            <span className="numerals">
              {plan.subscribers} {plan.subscribers === 1 ? "subscriber" : "subscribers"}
            </span>
          </>
        }
        actions={isWriter && !isArchived && <PlanMenu plan={plan} products={products.items} />}
      />
      <PlanTabs planId={plan.id} />
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
        </div>
        <aside aria-label="As customers see it" className="grid grid-cols-1 gap-4">
          <OfferPreview name={plan.name} description={plan.description} offer={offer} />
        </aside>
      </div>
    </>
  );
}
