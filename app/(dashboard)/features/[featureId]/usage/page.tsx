import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findFeatureUsage } from "@/lib/report/reads/feature-usage";
import { pageContext } from "@/lib/transport/page";
import { TopCustomers } from "../_components/top-customers";
import { UsageChart } from "../_components/usage-chart";
import { FeatureHead } from "../_sections/feature-head";
import { namedFeature } from "../_sections/named-feature";

export const metadata: Metadata = { title: "Usage" };

export default async function FeatureUsagePage({
  params,
}: {
  params: Promise<{ featureId: string }>;
}) {
  const ctx = await pageContext("usage:read");
  const { feature, featureId } = await namedFeature(ctx, (await params).featureId);
  const { zone } = await findCatalogDefaults(ctx);
  const usage = await findFeatureUsage(ctx, featureId, zone);
  return (
    <>
      <FeatureHead feature={feature} />
      <UsageChart usage={usage} unit={feature.creditUnit} />
      <Card
        flush
        title="Top customers"
        description="Who used the most in these thirty days. Refused events used nothing."
      >
        <TopCustomers rows={usage.customers} />
      </Card>
    </>
  );
}
