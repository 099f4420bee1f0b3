import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { pageContext } from "@/lib/transport/page";
import { FeatureForm } from "../_components/feature-form";

export const metadata: Metadata = { title: "New feature" };

export default async function NewFeaturePage() {
  const ctx = await pageContext("catalog:write");
  const { creditUnit } = await findCatalogDefaults(ctx);
  return (
    <>
      <PageHeader
        title="New feature"
        purpose="Say what it is, which events count it and what one costs."
      />
      <FeatureForm creditUnit={creditUnit} />
    </>
  );
}
