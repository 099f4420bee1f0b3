/** A business's way of selling credits, as a catalogue to begin with. Amounts are text, as a form has them. */
import type { CreditCostFields, FeatureFields } from "../schema/feature";
import type { PackFields } from "../schema/pack";
import type { PlanDraftFields, PlanFields } from "../schema/plan";

export type TemplateFeature = {
  readonly feature: FeatureFields;
  /** What it costs beside its own price: other regions, other models. */
  readonly costs?: readonly CreditCostFields[];
};

/** What a plan's draft is made with. */
export type DraftParts = {
  /** The organization's. */
  readonly currency: string;
  readonly creditUnit: string;
  /** A feature's id by its key. */
  readonly featureId: (key: string) => string;
};

export type TemplatePlan = {
  readonly plan: PlanFields;
  readonly draft: (parts: DraftParts) => PlanDraftFields;
};

export type Template = {
  readonly key: string;
  readonly name: string;
  readonly summary: string;
  readonly features: readonly TemplateFeature[];
  readonly plans: readonly TemplatePlan[];
  readonly packs: readonly PackFields[];
};
