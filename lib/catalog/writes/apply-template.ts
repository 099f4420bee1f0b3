import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { within } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { FeatureId, idText, PlanId } from "@/lib/ids";
import { CreditCostInput, FeatureInput } from "../schema/feature";
import { PackInput } from "../schema/pack";
import { PlanDraftInput, PlanInput } from "../schema/plan";
import type { TemplateMade } from "../schema/template";
import { loadCatalogDefaults } from "../store/organization";
import { loadTakenNames } from "../store/template-names";
import type { DraftParts, TemplateFeature, TemplatePlan } from "../templates/template";
import { templateOf } from "../templates/templates";
import { addCreditCost } from "./add-credit-cost";
import { changeCatalog } from "./change-catalog";
import { createFeature } from "./create-feature";
import { createPack } from "./create-pack";
import { createPlan } from "./create-plan";
import { publishPlan } from "./publish-plan";
import { updateDraft } from "./update-draft";

/**
 * Makes what a template has and the organization has not: features, packs, and plans, published.
 * What is there already by its key (of a pack, by its name) stays as it is, so a repeat makes
 * nothing. All of it, or none.
 *
 * @throws DomainError `not_found` without such a template; `validation_error` if a plan of it does
 *   not fit a feature that is there already.
 */
export function applyTemplate(ctx: Context, key: string): Promise<TemplateMade> {
  const template = templateOf(key);
  if (!template) throw notFound("template", key);
  return changeCatalog(ctx, async (tx) => {
    const inside = within(ctx, tx);
    const taken = await loadTakenNames(tx, ctx.organizationId);
    const { currency, creditUnit } = await loadCatalogDefaults(tx, ctx.organizationId);
    const features = template.features.filter(({ feature }) => !taken.features.has(feature.key));
    const plans = template.plans.filter(({ plan }) => !taken.plans.has(plan.key));
    const packs = template.packs.filter(({ name }) => !taken.packs.has(name));

    const ids = new Map([...taken.features, ...(await makeFeatures(inside, features))]);
    await makePlans(inside, plans, { currency, creditUnit, featureId: idsOf(ids) });
    for (const pack of packs) await createPack(inside, PackInput.parse(pack));

    const made = { features: features.length, plans: plans.length, packs: packs.length };
    await recordAudit(tx, ctx, {
      action: "template.applied",
      entity: "organization",
      entityId: ctx.organizationId,
      after: { template: key, ...made },
    });
    return made;
  });
}

const idsOf = (ids: ReadonlyMap<string, FeatureId>) => (key: string) => {
  const id = ids.get(key);
  if (!id) throw new RangeError(`the template has no feature ${key}`);
  return idText("feat", id);
};

async function makeFeatures(
  ctx: Context,
  features: readonly TemplateFeature[],
): Promise<ReadonlyMap<string, FeatureId>> {
  const ids = new Map<string, FeatureId>();
  for (const { feature, costs = [] } of features) {
    const made = await createFeature(ctx, FeatureInput.parse(feature));
    const id = FeatureId.parse(made.id);
    for (const cost of costs) await addCreditCost(ctx, id, CreditCostInput.parse(cost));
    ids.set(feature.key, id);
  }
  return ids;
}

async function makePlans(
  ctx: Context,
  plans: readonly TemplatePlan[],
  parts: DraftParts,
): Promise<void> {
  for (const { plan, draft } of plans) {
    const id = PlanId.parse((await createPlan(ctx, PlanInput.parse(plan))).id);
    await updateDraft(ctx, id, PlanDraftInput.parse(draft(parts)));
    await publishPlan(ctx, id);
  }
}
