import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type FeatureId, idText } from "@/lib/ids";
import type { CreditCostInput, CreditCostView } from "../schema/feature";
import { insertCreditCost, isFeatureUsedSince, loadFeature } from "../store/features";
import { creditUnitOf, loadCatalogDefaults } from "../store/organization";
import { creditCostViews } from "../view/feature";
import { changeCatalog } from "./change-catalog";

/**
 * A new version of what a feature costs, from a date on; use before it keeps the older one.
 * A date in the past is taken while no use was priced after it.
 *
 * @throws DomainError `not_found`; `validation_error` for a feature that is not metered, an
 *   unknown credit unit, or a date before use that was priced.
 */
export function addCreditCost(
  ctx: Context,
  featureId: FeatureId,
  input: CreditCostInput,
): Promise<CreditCostView> {
  return changeCatalog(ctx, async (tx) => {
    const { organizationId, at } = ctx;
    const feature = await loadFeature(tx.prisma, organizationId, featureId);
    if (!feature) throw notFound("feature", idText("feat", featureId));
    refuseWithoutMeter(feature);
    const effectiveFrom = input.effectiveFrom ?? at;
    await refuseRepricing(tx, ctx, featureId, effectiveFrom);

    const defaults = await loadCatalogDefaults(tx, organizationId);
    const id = await insertCreditCost(tx, {
      ...input,
      featureId,
      organizationId,
      creditUnit: creditUnitOf(defaults, {
        unit: input.creditUnit,
        otherwise: feature.creditUnit,
        field: "creditUnit",
      }),
      effectiveFrom,
      createdAt: at,
      createdBy: ctx.actor.name,
    });
    const cost = await costViewIn(tx, ctx, featureId, idText("cost", id));
    await recordAudit(tx, ctx, {
      action: "credit_cost.added",
      entity: "feature",
      entityId: featureId,
      after: cost,
    });
    return cost;
  });
}

function refuseWithoutMeter(feature: { type: string; archivedAt: Date | null }): void {
  if (feature.type !== "METERED") {
    throw invalidField("creditsPerUnit", "Only a metered feature has a cost");
  }
  if (feature.archivedAt !== null) {
    throw new DomainError("invalid_state", "This feature is archived", {
      entity: "feature",
      state: "archived",
    });
  }
}

async function refuseRepricing(tx: ColdTx, ctx: Context, id: FeatureId, effectiveFrom: Date) {
  if (effectiveFrom >= ctx.at) return;
  const feature = { id, organizationId: ctx.organizationId };
  if (await isFeatureUsedSince(tx, feature, effectiveFrom)) {
    throw invalidField("effectiveFrom", "Use was priced after this date; choose a later one");
  }
}

async function costViewIn(
  tx: ColdTx,
  ctx: Context,
  featureId: FeatureId,
  id: string,
): Promise<CreditCostView> {
  const feature = await loadFeature(tx.prisma, ctx.organizationId, featureId);
  const cost = feature && creditCostViews(feature, ctx.at).find((found) => found.id === id);
  if (!cost) throw new RangeError(`the cost ${id} was not written`);
  return cost;
}
