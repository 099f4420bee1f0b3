import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";
import type { FeatureId } from "@/lib/ids";
import type { FeatureView } from "../schema/feature";
import { loadPlansUsing } from "../store/features";
import { changeCatalog } from "./change-catalog";
import { featureViewIn } from "./create-feature";

/**
 * Takes a feature out of use: its events count no longer. Archived before: the same answer.
 *
 * @throws DomainError `not_found`; `invalid_state` while a plan lists or prices it.
 */
export function archiveFeature(ctx: Context, id: FeatureId): Promise<FeatureView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await featureViewIn(tx, ctx, id);
    if (before.status === "ARCHIVED") return before;

    const plans = await loadPlansUsing(tx, { id, organizationId: ctx.organizationId });
    if (plans.length > 0) {
      throw new DomainError("invalid_state", `Still in use by ${plans.join(", ")}`, {
        entity: "feature",
        state: "in_use",
      });
    }
    await tx.prisma.feature.update({
      where: { id },
      data: { archivedAt: ctx.at, updatedAt: ctx.at },
    });
    const after = await featureViewIn(tx, ctx, id);
    await recordAudit(tx, ctx, {
      action: "feature.archived",
      entity: "feature",
      entityId: id,
      before,
      after,
    });
    return after;
  });
}
