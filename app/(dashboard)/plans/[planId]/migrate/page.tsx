import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CrumbName } from "@/components/layout/crumbs";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findPlan } from "@/lib/catalog/reads/plans";
import { PlanId } from "@/lib/ids";
import { findMigration } from "@/lib/subscription/reads/changes";
import { CHANGE_TIMES } from "@/lib/subscription/rules/change-direction";
import { dryRunMigration } from "@/lib/subscription/writes/preview-migration";
import { pageContext } from "@/lib/transport/page";
import { ImpactTable } from "./_components/impact-table";
import { MigrateForm } from "./_components/migrate-form";
import { MigrationNotice } from "./_components/migration-notice";

export const metadata: Metadata = { title: "Move subscribers" };

export default async function MigratePage({
  params,
  searchParams,
}: {
  params: Promise<{ planId: string }>;
  searchParams: Promise<{ when?: string }>;
}) {
  const ctx = await pageContext("subscription:write");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  if (!planId || !plan) notFound();
  const asked = (await searchParams).when;
  const when = CHANGE_TIMES.find((time) => time === asked) ?? "period_end";
  const last = await findMigration(ctx, planId);
  if (!plan.live) {
    return <Notice tone="warning" title="The plan has no published version to move to" />;
  }
  const dryRun = await dryRunMigration(ctx, planId, when);

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader
        title="Move subscribers"
        purpose={`To version ${dryRun.versionNumber} of ${plan.name}. Nothing happens before you confirm.`}
      />
      {last && <MigrationNotice migration={last} />}
      <MigrateForm planId={plan.id} when={when} total={dryRun.total} />
      <Card
        flush
        title="What it does to each"
        description={
          dryRun.total > dryRun.impacts.length
            ? `The first ${dryRun.impacts.length} of ${dryRun.total}.`
            : "Who was cancelled or is paused stays on the old version."
        }
      >
        <ImpactTable impacts={dryRun.impacts} />
      </Card>
    </>
  );
}
