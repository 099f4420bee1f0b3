import { notFound } from "next/navigation";
import { findFeature } from "@/lib/catalog/reads/features";
import type { FeatureDetail } from "@/lib/catalog/schema/feature";
import type { Context } from "@/lib/context";
import { FeatureId } from "@/lib/ids";

/** The feature that a page's address names; without one the page is not found. */
export async function namedFeature(
  ctx: Context,
  text: string,
): Promise<{ readonly featureId: FeatureId; readonly feature: FeatureDetail }> {
  const { data: featureId } = FeatureId.safeParse(text);
  const feature = featureId && (await findFeature(ctx, featureId));
  if (!featureId || !feature) notFound();
  return { featureId, feature };
}
