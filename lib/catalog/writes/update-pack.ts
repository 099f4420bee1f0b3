import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { DomainError, notFound } from "@/lib/errors";
import { idText, type PackId } from "@/lib/ids";
import type { PackInput, PackView } from "../schema/pack";
import { loadPack } from "../store/packs";
import { packView } from "../view/pack";
import { changeCatalog } from "./change-catalog";
import { packColumnsIn } from "./create-pack";

/**
 * Changes what will be sold; what was sold keeps its terms.
 *
 * @throws DomainError `not_found`; `invalid_state` for an archived pack; `validation_error` as
 *   `createPack` does.
 */
export function updatePack(ctx: Context, id: PackId, input: PackInput): Promise<PackView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await loadPack(tx.prisma, ctx.organizationId, id);
    if (!before) throw notFound("pack", idText("pack", id));
    if (before.archivedAt !== null) {
      throw new DomainError("invalid_state", "This pack is archived", {
        entity: "pack",
        state: "archived",
      });
    }
    const data = { ...(await packColumnsIn(tx, ctx, input)), updatedAt: ctx.at };
    const after = packView(await tx.prisma.creditPack.update({ where: { id }, data }));
    await recordAudit(tx, ctx, {
      action: "pack.updated",
      entity: "pack",
      entityId: id,
      before: packView(before),
      after,
    });
    return after;
  });
}
