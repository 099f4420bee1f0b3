import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { EventCall } from "../_components/event-call";
import { CostTable } from "./_components/cost-table";
import { Definition } from "./_components/definition";
import { NewCostDialog } from "./_components/new-cost-dialog";
import { UsedIn } from "./_components/used-in";
import { ChargeLookUp } from "./_sections/charge-look-up";
import { FeatureHead } from "./_sections/feature-head";
import { namedFeature } from "./_sections/named-feature";
import { loadLookUpParams } from "./search-params";

export const metadata: Metadata = { title: "Feature" };

export default async function FeaturePage({
  params,
  searchParams,
}: PageProps<"/features/[featureId]">) {
  const ctx = await pageContext("catalog:read");
  const { feature } = await namedFeature(ctx, (await params).featureId);
  const { zone } = await findCatalogDefaults(ctx);
  const permissions = await listPermissions();
  const isWriter = permissions.includes("catalog:write");
  const mayWrite = isWriter && feature.status === "ACTIVE";

  return (
    <>
      <FeatureHead feature={feature} />
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
