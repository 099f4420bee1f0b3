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
import { loadTakenNames, type Taken } from "../store/template-names";
import type { DraftParts, TemplateFeature, TemplatePlan } from "../templates/template";
import { templateOf } from "../templates/templates";
import { addCreditCost } from "./add-credit-cost";
import { changeCatalog } from "./change-catalog";
import { createFeature } from "./create-feature";
import { createPack } from "./create-pack";
import { createPlan } from "./create-plan";
import { publishPlan } from "./publish-plan";
import { restoreFeature } from "./restore-feature";
import { restorePack } from "./restore-pack";
import { restorePlan } from "./restore-plan";
import { updateDraft } from "./update-draft";

/**
 * Makes what a template has and the organization has not: features, packs, and plans, published;
 * what is archived comes back. What is there already by its key (of a pack, by its name) stays as it
 * is, so a repeat makes nothing. All of it, or none.
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
    const features = template.features.map((of) => ({
      of,
      was: taken.features.get(of.feature.key),
    }));
    const plans = template.plans.map((of) => ({ of, was: taken.plans.get(of.plan.key) }));
    const packs = template.packs.map((of) => ({ of, was: taken.packs.get(of.name) }));

    for (const { id } of archived(features)) await restoreFeature(inside, id);
    const fresh = await makeFeatures(inside, missing(features));
    const ids = new Map([...taken.features].map(([name, { id }]) => [name, id]));
    const featureId = idsOf(new Map([...ids, ...fresh]));
    for (const { id } of archived(plans)) await restorePlan(inside, id);
    await makePlans(inside, missing(plans), { currency, creditUnit, featureId });
    for (const { id } of archived(packs)) await restorePack(inside, id);
    for (const pack of missing(packs)) await createPack(inside, PackInput.parse(pack));

    const changed = plans.filter(isChanged).map(({ of }) => of);
    const made = {
      ...{ features: features.filter(isChanged).length, ...countsOf(changed) },
      packs: packs.filter(isChanged).length,
    };
    await recordAudit(tx, ctx, {
      action: "template.applied",
      entity: "organization",
      entityId: ctx.organizationId,
      after: { template: key, ...made },
    });
    return made;
  });
}

/** A part of the template, and what the organization has by its name. */
type Part<Of, Id> = { readonly of: Of; readonly was: Taken<Id> | undefined };

const missing = <Of>(parts: readonly Part<Of, unknown>[]): readonly Of[] =>
  parts.filter(({ was }) => was === undefined).map(({ of }) => of);

const archived = <Id>(parts: readonly Part<unknown, Id>[]): readonly Taken<Id>[] =>
  parts.flatMap(({ was }) => (was?.isArchived ? [was] : []));

const isChanged = ({ was }: Part<unknown, unknown>): boolean => was === undefined || was.isArchived;

/** Add-ons are plans, but nobody calls them so. */
export function countsOf(plans: readonly TemplatePlan[]): { plans: number; addOns: number } {
  const addOns = plans.filter(({ plan }) => plan.kind === "ADD_ON").length;
  return { plans: plans.length - addOns, addOns };
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
