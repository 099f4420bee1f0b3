import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CrumbName } from "@/components/layout/crumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findPlan, findPlanVersion, listPlanVersions } from "@/lib/catalog/reads/plans";
import type { PlanVersionRow } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { PlanId, PlanVersionId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { ChangeTable } from "../../_components/change-table";
import { ALL_FEATURES, featureOption } from "../../_components/offer";
import { changesBetween, versionLines } from "../../_components/version-lines";
import { PlanTabs } from "../_components/plan-tabs";
import { VersionPair } from "../_components/version-pair";
import { VersionTable } from "../_components/version-table";
import { loadVersionParams } from "./search-params";

export const metadata: Metadata = { title: "Versions" };

export default async function PlanVersionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ planId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  const versions = planId && (await listPlanVersions(ctx, planId));
  if (!plan || !versions) notFound();
  const { from, to } = await loadVersionParams(searchParams);
  const after = versions.find(({ number }) => number === to) ?? versions[0];
  const before = versions.find(({ number }) => number === from) ?? versions[1];

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader title={plan.name} purpose="Every version, and what each changed." />
      <PlanTabs planId={plan.id} />
      <Card flush title="Versions">
        <VersionTable planId={plan.id} versions={versions} />
      </Card>
      {before && after && (
        <Card
          flush
          title="Compare"
          actions={<VersionPair versions={versions} from={before.number} to={after.number} />}
        >
          <ChangeTable
            changes={await changesOf(ctx, before, after)}
            before={before.number}
            after={after.number}
          />
        </Card>
      )}
    </>
  );
}

async function changesOf(ctx: Context, before: PlanVersionRow, after: PlanVersionRow) {
  const [one, other, features] = await Promise.all([
    findPlanVersion(ctx, PlanVersionId.parse(before.id)),
    findPlanVersion(ctx, PlanVersionId.parse(after.id)),
    listFeatures(ctx, ALL_FEATURES),
  ]);
  if (!one || !other) return [];
  const options = features.items.map(featureOption);
  return changesBetween(versionLines(one, options), versionLines(other, options));
}
