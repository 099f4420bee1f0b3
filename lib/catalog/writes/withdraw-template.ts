import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { within } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { notFound } from "@/lib/errors";
import type { TemplateTakenBack } from "../schema/template";
import { loadPlansUsing } from "../store/features";
import { isUsed, loadTakenNames, type Taken } from "../store/template-names";
import type { TemplateFeature, TemplatePlan } from "../templates/template";
import { templateOf } from "../templates/templates";
import { countsOf } from "./apply-template";
import { archiveFeature } from "./archive-feature";
import { archivePack } from "./archive-pack";
import { archivePlan } from "./archive-plan";
import { changeCatalog } from "./change-catalog";
import { planDetailIn } from "./create-plan";

/**
 * Archives what a template made, where nobody has it: plans without subscribers, packs, and features
 * that were never used and no plan names any more. Making the template brings all of it back. What
 * the organization made itself under the same names is the template's, too.
 *
 * @throws DomainError `not_found` without such a template.
 */
export function withdrawTemplate(ctx: Context, key: string): Promise<TemplateTakenBack> {
  const template = templateOf(key);
  if (!template) throw notFound("template", key);
  return changeCatalog(ctx, async (tx) => {
    const inside = within(ctx, tx);
    const taken = await loadTakenNames(tx, ctx.organizationId);
    const plans = inUse(template.plans, ({ plan }) => taken.plans.get(plan.key));
    const free: TemplatePlan[] = [];
    for (const { of, id } of plans) {
      if ((await planDetailIn(tx, ctx, id)).subscribers > 0) continue;
      await archivePlan(inside, id);
      free.push(of);
    }
    const packs = inUse(template.packs, ({ name }) => taken.packs.get(name));
    for (const { id } of packs) await archivePack(inside, id);
    // Only now: its own plans name them no more.
    const features = inUse(template.features, ({ feature }) => taken.features.get(feature.key));
    const unused: TemplateFeature[] = [];
    for (const { of, id } of features) {
      if (await isNeeded(tx, { id, organizationId: ctx.organizationId })) continue;
      await archiveFeature(inside, id);
      unused.push(of);
    }
    const counts = { features: unused.length, ...countsOf(free), packs: packs.length };
    await recordAudit(tx, ctx, {
      action: "template.withdrawn",
      entity: "organization",
      entityId: ctx.organizationId,
      after: { template: key, ...counts },
    });
    const kept = [
      ...plans.filter(({ of }) => !free.includes(of)).map(({ of }) => of.plan.name),
      ...features.filter(({ of }) => !unused.includes(of)).map(({ of }) => of.feature.name),
    ];
    return { ...counts, kept };
  });
}

/** The parts that are there and not archived, each with its id. */
const inUse = <Of, Id>(parts: readonly Of[], takenOf: (of: Of) => Taken<Id> | undefined) =>
  parts.flatMap((of) => {
    const taken = takenOf(of);
    return taken && !taken.isArchived ? [{ of, id: taken.id }] : [];
  });

type AskedFeature = Parameters<typeof isUsed>[1];

const isNeeded = async (tx: Tx, feature: AskedFeature): Promise<boolean> =>
  (await loadPlansUsing(tx, feature)).length > 0 || isUsed(tx, feature);
