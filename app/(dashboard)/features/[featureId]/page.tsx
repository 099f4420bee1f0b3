import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findFeature } from "@/lib/catalog/reads/features";
import { FeatureId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { EventCall } from "../_components/event-call";
import { CostTable } from "./_components/cost-table";
import { Definition } from "./_components/definition";
import { FeatureMenu } from "./_components/feature-menu";
import { NewCostDialog } from "./_components/new-cost-dialog";
import { RestoreButton } from "./_components/restore-button";
import { UsedIn } from "./_components/used-in";
import { ChargeLookUp } from "./_sections/charge-look-up";
import { loadLookUpParams } from "./search-params";

export const metadata: Metadata = { title: "Feature" };

export default async function FeaturePage({
  params,
  searchParams,
}: PageProps<"/features/[featureId]">) {
  const ctx = await pageContext("catalog:read");
  const { data: featureId } = FeatureId.safeParse((await params).featureId);
  const feature = featureId && (await findFeature(ctx, featureId));
  if (!feature) notFound();
  const { zone } = await findCatalogDefaults(ctx);
  const permissions = await listPermissions();
  const isWriter = permissions.includes("catalog:write");
  const mayWrite = isWriter && feature.status === "ACTIVE";

  return (
    <>
      <CrumbName segment={feature.id} label={feature.name} />
      <PageHeader
        title={feature.name}
        status={<Status value={feature.status} />}
        purpose={feature.description}
        meta={
          <>
            <IdChip id={feature.key} name="key" />
            <IdChip id={feature.id} />
          </>
        }
        actions={mayWrite && <FeatureMenu feature={feature} />}
      />
      {feature.status === "ARCHIVED" && (
        <Notice tone="warning" title="Archived: its events do not count.">
          {isWriter && <RestoreButton featureId={feature.id} />}
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Card title="Definition">
          <Definition feature={feature} />
        </Card>
        <UsedIn feature={feature} />
      </div>
      {feature.meter && (
        <Card
          flush
          title="Cost"
          description="What one unit costs, by date. Use keeps the cost of its own time."
          actions={mayWrite && <NewCostDialog feature={feature} />}
        >
          <CostTable costs={feature.costs} at={ctx.at.toISOString()} zone={zone} />
        </Card>
      )}
      {feature.chargeOnce && permissions.includes("usage:read") && (
        <ChargeLookUp
          ctx={ctx}
          feature={feature}
          asked={await loadLookUpParams(searchParams)}
          zone={zone}
        />
      )}
      {feature.meter && (
        <Card title="An event that counts" description="Send it with one of your API keys.">
          <EventCall meter={feature.meter} />
        </Card>
      )}
    </>
  );
}
