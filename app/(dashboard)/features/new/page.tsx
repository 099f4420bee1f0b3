import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { pageContext } from "@/lib/transport/page";
import { FeatureForm } from "../_components/feature-form";

export const metadata: Metadata = { title: "New feature" };

/** The name of an event that no feature counts. */
const loadNewFeatureParams = createLoader({ event: parseAsString.withDefault("") });

export default async function NewFeaturePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:write");
  const { creditUnit } = await findCatalogDefaults(ctx);
  const { event } = await loadNewFeatureParams(searchParams);
  return (
    <>
      <PageHeader
        title="New feature"
        purpose="Say what it is, which events count it and what one costs."
      />
      <FeatureForm creditUnit={creditUnit} eventName={event.slice(0, 200)} />
    </>
  );
}
