import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, type PackId } from "@/lib/ids";
import type { PackView } from "../schema/pack";
import { loadPack } from "../store/packs";
import { packView } from "../view/pack";
import { changeCatalog } from "./change-catalog";

/**
 * Sells an archived pack again. On sale already: the same answer.
 *
 * @throws DomainError `not_found`.
 */
export function restorePack(ctx: Context, id: PackId): Promise<PackView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await loadPack(tx.prisma, ctx.organizationId, id);
    if (!before) throw notFound("pack", idText("pack", id));
    if (before.archivedAt === null) return packView(before);

    const data = { archivedAt: null, updatedAt: ctx.at };
    const after = packView(await tx.prisma.creditPack.update({ where: { id }, data }));
    await recordAudit(tx, ctx, {
      action: "pack.restored",
      entity: "pack",
      entityId: id,
      before: packView(before),
      after,
    });
    return after;
  });
}
