/** Templates as screens see them: what each would make, and what is there already. */
import * as z from "zod";

export const TemplatePartView = z.object({
  kind: z.enum(["feature", "plan", "add-on", "pack"]),
  name: z.string(),
  /** What it asks or costs, in words. */
  note: z.string(),
  /** There is one by this key (of a pack: by this name); it stays as it is. */
  isThere: z.boolean(),
});
export type TemplatePartView = z.infer<typeof TemplatePartView>;

export const TemplateView = z.object({
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  parts: z.array(TemplatePartView),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** How many of each were made. */
export const TemplateMade = z.object({
  features: z.int(),
  plans: z.int(),
  packs: z.int(),
});
export type TemplateMade = z.infer<typeof TemplateMade>;
