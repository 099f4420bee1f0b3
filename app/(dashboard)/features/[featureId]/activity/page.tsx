import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { pageContext } from "@/lib/transport/page";
import { History } from "../../../_sections/history";
import { parseAsCursor } from "../../../cursor-param";
import { FeatureHead } from "../_sections/feature-head";
import { namedFeature } from "../_sections/named-feature";

export const metadata: Metadata = { title: "Activity" };

const loadParams = createLoader({ after: parseAsCursor });

export default async function FeatureActivityPage({
  params,
  searchParams,
}: {
  params: Promise<{ featureId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const { feature, featureId } = await namedFeature(ctx, (await params).featureId);
  const { after } = await loadParams(searchParams);
  return (
    <>
      <FeatureHead feature={feature} />
      <History ctx={ctx} entity="feature" id={featureId} cursor={after} />
    </>
  );
}
