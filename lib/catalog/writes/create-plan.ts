import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { invalidField, notFound } from "@/lib/errors";
import { idText, newId, type PlanId } from "@/lib/ids";
import type { PlanDetail, PlanInput } from "../schema/plan";
import { loadCatalogDefaults } from "../store/organization";
import { loadPlanDetail } from "../store/plan-detail";
import { insertDraft, isPlanKeyTaken, loadPlan, type PlanRecord } from "../store/plans";
import { findOrCreateProduct } from "../store/products";
import { changeCatalog } from "./change-catalog";
import { keyTaken } from "./create-feature";

/**
 * A plan with an empty draft, version 1.
 *
 * @throws DomainError `already_exists` if the key is taken, by an archived plan too;
 *   `validation_error` for an unknown product.
 */
export function createPlan(ctx: Context, input: PlanInput): Promise<PlanDetail> {
  return changeCatalog(ctx, async (tx) => {
    if (await isPlanKeyTaken(tx, ctx.organizationId, input.key)) throw keyTaken("plan", input.key);

    const id = newId<PlanId>();
    await insertPlan(tx, ctx, id, input);
    const plan = await planDetailIn(tx, ctx, id);
    await recordAudit(tx, ctx, {
      action: "plan.created",
      entity: "plan",
      entityId: id,
      after: plan,
    });
    return plan;
  });
}

async function insertPlan(tx: ColdTx, ctx: Context, id: PlanId, input: PlanInput) {
  const { organizationId, at } = ctx;
  const { productId: named, currency, ...words } = input;
  const productId = await findOrCreateProduct(tx, organizationId, { id: named, at });
  if (!productId) throw invalidField("productId", "No such product on sale");
  const defaults = await loadCatalogDefaults(tx, organizationId);
  await tx.prisma.plan.create({
    data: { ...words, id, organizationId, productId, createdAt: at, updatedAt: at },
  });
  await insertDraft(tx, { id, organizationId }, { currency: currency ?? defaults.currency, at });
}

/** The plan as it stands in this transaction. */
export async function planDetailIn(tx: ColdTx, ctx: Context, id: PlanId): Promise<PlanDetail> {
  return loadPlanDetail(tx.prisma, ctx, await planIn(tx, ctx, id));
}

/** @throws DomainError `not_found`. */
export async function planIn(tx: ColdTx, ctx: Context, id: PlanId): Promise<PlanRecord> {
  const plan = await loadPlan(tx.prisma, ctx.organizationId, id);
  if (!plan) throw notFound("plan", idText("plan", id));
  return plan;
}
