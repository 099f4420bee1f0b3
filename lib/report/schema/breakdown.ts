import * as z from "zod";
import { ChangeView } from "./consumption";
import { UnitsView } from "./shown";

/** What a feature's use is broken down by. */
export const BREAKDOWN_KEYS = ["member", "property", "api_key"] as const;
export type BreakdownKey = (typeof BREAKDOWN_KEYS)[number];

export const BreakdownRow = z.object({
  /** The feature's id; `manual` for debits of no feature. */
  featureKey: z.string(),
  featureName: z.string(),
  ...UnitsView.shape,
  /** The member, the property's value or the API key's id; empty: none. */
  value: z.string(),
  /** The same as people call it. */
  valueName: z.string(),
  events: z.int(),
  refused: z.int(),
  quantity: z.string(),
  credits: z.string(),
  /** Of all credits of the range, `0.25` for a quarter; null where they come to nothing. */
  share: z.string().nullable(),
  change: ChangeView,
});
export type BreakdownRow = z.infer<typeof BreakdownRow>;

/** Features by members, values or keys, over whole local days, each against the days before. */
export const BreakdownView = z.object({
  by: z.enum(BREAKDOWN_KEYS),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Most consumed first; those used only before come last, with nothing now. */
  rows: z.array(BreakdownRow),
  events: z.int(),
  total: z.string(),
  change: ChangeView,
});
export type BreakdownView = z.infer<typeof BreakdownView>;
