import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";
import { type FeatureId, idText } from "@/lib/ids";
import type { ArchivedFeaturesView } from "../schema/feature";
import { archiveFeature } from "./archive-feature";

/**
 * Takes several features out of use, each by itself: what a plan uses stays, and is told with why.
 *
 * @throws DomainError `not_found` for one that this organization does not have.
 */
export async function archiveFeatures(
  ctx: Context,
  ids: readonly FeatureId[],
): Promise<ArchivedFeaturesView> {
  const archived: string[] = [];
  const kept: { id: string; why: string }[] = [];
  for (const id of ids) {
    try {
      archived.push((await archiveFeature(ctx, id)).id);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "invalid_state") throw error;
      kept.push({ id: idText("feat", id), why: error.message });
    }
  }
  return { archived, kept };
}
