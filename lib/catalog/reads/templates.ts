import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { TemplatePartView, TemplateView } from "../schema/template";
import { type CatalogDefaults, loadCatalogDefaults } from "../store/organization";
import { loadTakenNames, type Taken, type TakenNames } from "../store/template-names";
import { featureWords, packWords, planWords } from "../templates/part-words";
import type { Template } from "../templates/template";
import { TEMPLATES } from "../templates/templates";

/** The ways of selling to begin with, each with what it would make here. */
export async function listTemplates(ctx: Context): Promise<readonly TemplateView[]> {
  const reader = { sql: readSql };
  const [taken, defaults] = await Promise.all([
    loadTakenNames(reader, ctx.organizationId),
    loadCatalogDefaults(reader, ctx.organizationId),
  ]);
  return TEMPLATES.map(({ key, name, summary, ...template }) => ({
    ...{ key, name, summary },
    parts: partsOf(template, taken, defaults),
  }));
}

function partsOf(
  { features, plans, packs }: Pick<Template, "features" | "plans" | "packs">,
  taken: TakenNames,
  { currency, creditUnit }: CatalogDefaults,
): TemplatePartView[] {
  // Only words are made of the draft, and they name no feature.
  const parts = { currency, creditUnit, featureId: (key: string) => key };
  return [
    ...features.map((of) => ({
      kind: "feature" as const,
      name: of.feature.name,
      note: featureWords(of, creditUnit),
      state: stateOf(taken.features.get(of.feature.key)),
    })),
    ...plans.map(({ plan, draft }) => ({
      kind: plan.kind === "ADD_ON" ? ("add-on" as const) : ("plan" as const),
      name: plan.name,
      note: planWords(draft(parts), creditUnit),
      state: stateOf(taken.plans.get(plan.key)),
    })),
    ...packs.map((pack) => ({
      kind: "pack" as const,
      name: pack.name,
      note: packWords(pack, currency, creditUnit),
      state: stateOf(taken.packs.get(pack.name)),
    })),
  ];
}

const stateOf = (taken: Taken<unknown> | undefined): TemplatePartView["state"] =>
  taken ? (taken.isArchived ? "ARCHIVED" : "THERE") : "NEW";
