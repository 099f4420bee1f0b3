/** Templates as screens see them: what each would make, and what is there already. */
import * as z from "zod";

export const TemplatePartView = z.object({
  kind: z.enum(["feature", "plan", "add-on", "pack"]),
  name: z.string(),
  /** What it asks or costs, in words. */
  note: z.string(),
  /**
   * THERE: there is one by this key (of a pack: by this name); it stays as it is. ARCHIVED: the same,
   * but out of use; making the template brings it back.
   */
  state: z.enum(["NEW", "THERE", "ARCHIVED"]),
});
export type TemplatePartView = z.infer<typeof TemplatePartView>;

export const TemplateView = z.object({
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  parts: z.array(TemplatePartView),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** How many of each were made or brought back, or taken back. */
export const TemplateMade = z.object({
  features: z.int(),
  plans: z.int(),
  addOns: z.int(),
  packs: z.int(),
});
export type TemplateMade = z.infer<typeof TemplateMade>;

/** What was taken back, and what was not. */
export const TemplateTakenBack = TemplateMade.extend({
  /** Names of what somebody has or uses. */
  kept: z.array(z.string()),
});
export type TemplateTakenBack = z.infer<typeof TemplateTakenBack>;
