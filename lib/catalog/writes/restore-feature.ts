import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { FeatureId } from "@/lib/ids";
import type { FeatureView } from "../schema/feature";
import { changeCatalog } from "./change-catalog";
import { featureViewIn } from "./create-feature";

/**
 * Brings an archived feature back: its events count again, at the cost it has now. In use
 * already: the same answer.
 *
 * @throws DomainError `not_found`.
 */
export function restoreFeature(ctx: Context, id: FeatureId): Promise<FeatureView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await featureViewIn(tx, ctx, id);
    if (before.status === "ACTIVE") return before;

    await tx.prisma.feature.update({
      where: { id },
      data: { archivedAt: null, updatedAt: ctx.at },
    });
    const after = await featureViewIn(tx, ctx, id);
    await recordAudit(tx, ctx, {
      action: "feature.restored",
      entity: "feature",
      entityId: id,
      before,
      after,
    });
    return after;
  });
}
