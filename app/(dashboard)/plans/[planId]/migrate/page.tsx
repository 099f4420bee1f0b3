import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CrumbName } from "@/components/layout/crumbs";
import { CsvLink } from "@/components/table/csv-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findPlan } from "@/lib/catalog/reads/plans";
import { PlanId } from "@/lib/ids";
import { findMigration } from "@/lib/subscription/reads/changes";
import { dryRunMigration } from "@/lib/subscription/writes/preview-migration";
import { pageContext } from "@/lib/transport/page";
import { ImpactTable } from "./_components/impact-table";
import { MigrateForm } from "./_components/migrate-form";
import { MigrationNotice } from "./_components/migration-notice";
import { loadMigrateParams } from "./search-params";

export const metadata: Metadata = { title: "Move subscribers" };

export default async function MigratePage({
  params,
  searchParams,
}: {
  params: Promise<{ planId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:write");
  const { data: planId } = PlanId.safeParse((await params).planId);
  const plan = planId && (await findPlan(ctx, planId));
  if (!planId || !plan) notFound();
  const { when } = await loadMigrateParams(searchParams);
  const last = await findMigration(ctx, planId);
  if (!plan.live) {
    return <Notice tone="warning" title="The plan has no published version to move to" />;
  }
  const dryRun = await dryRunMigration(ctx, planId, { when });

  return (
    <>
      <CrumbName segment={plan.id} label={plan.name} />
      <PageHeader
        title="Move subscribers"
        purpose={`To version ${dryRun.versionNumber} of ${plan.name}. Nothing happens before you confirm.`}
      />
      {last && <MigrationNotice migration={last} />}
      <MigrateForm dryRun={dryRun} when={when} isRunning={last?.status === "RUNNING"} />
      <Card
        flush
        title="What it does to each"
        description={`Fee and credits are of one billing period. ${
          dryRun.total > dryRun.impacts.length
            ? `The first ${dryRun.impacts.length} of ${dryRun.total}.`
            : "Who was cancelled or is paused stays on the old version."
        }`}
        actions={dryRun.total > 0 && <CsvLink href={`/plans/${plan.id}/migrate/export`} />}
      >
        <ImpactTable impacts={dryRun.impacts} />
      </Card>
    </>
  );
}
