import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { newId, type PackId } from "@/lib/ids";
import { minorPlaces } from "@/lib/money/money";
import { isPayable } from "@/lib/money/schema";
import type { PackInput, PackView } from "../schema/pack";
import { creditUnitOf, loadCatalogDefaults } from "../store/organization";
import { packColumns } from "../store/packs";
import { packView } from "../view/pack";
import { changeCatalog } from "./change-catalog";

/**
 * @throws DomainError `validation_error` for an unknown credit unit or plan, or a price that no coin
 *   pays.
 */
export function createPack(ctx: Context, input: PackInput): Promise<PackView> {
  return changeCatalog(ctx, async (tx) => {
    const columns = await packColumnsIn(tx, ctx, input);
    const id = newId<PackId>();
    const pack = packView(
      await tx.prisma.creditPack.create({
        data: {
          ...columns,
          id,
          organizationId: ctx.organizationId,
          createdAt: ctx.at,
          updatedAt: ctx.at,
        },
      }),
    );
    await recordAudit(tx, ctx, {
      action: "pack.created",
      entity: "pack",
      entityId: id,
      after: pack,
    });
    return pack;
  });
}

/** What is written of a pack, its unit and currency those of the organization unless named. */
export async function packColumnsIn(tx: ColdTx, ctx: Context, input: PackInput) {
  const defaults = await loadCatalogDefaults(tx, ctx.organizationId);
  const columns = packColumns(input, defaults);
  creditUnitOf(defaults, { unit: columns.creditUnit, otherwise: "", field: "creditUnit" });
  const places = minorPlaces(columns.currency);
  if (!isPayable(input.price, places)) {
    throw invalidField("price", `${columns.currency} has ${places} decimals`);
  }
  const { planIds } = columns;
  const where = { organizationId: ctx.organizationId, kind: "PLAN" as const, id: { in: planIds } };
  if ((await tx.prisma.plan.count({ where })) < new Set(planIds).size) {
    throw invalidField("planIds", "No such plan");
  }
  return columns;
}
