/** The credits that a plan version gives its subscribers (SEMANTICS 8.3). */
import * as z from "zod";
import { PlanGrantId } from "@/lib/ids";
import { PositiveCredits } from "@/lib/money/schema";
import { Metadata, plainText } from "@/lib/text/schema";
import { BILLING_PERIODS } from "./charge";
import { GrantLifeInput, GrantLifeView } from "./grant-life";
import { CreditUnit } from "./text";

export const GRANT_CADENCES = ["ONETIME", "RECURRING"] as const;

export const PlanGrantInput = GrantLifeInput.extend({
  /** Names the grant of this draft that it replaces. */
  id: PlanGrantId.nullable().default(null),
  name: plainText(120).default(""),
  credits: PositiveCredits,
  /** Null: the organization's. */
  creditUnit: CreditUnit.nullable().default(null),
  cadence: z.enum(GRANT_CADENCES).default("RECURRING"),
  /** Of a recurring grant; may be shorter than the plan's billing period. */
  period: z.enum(BILLING_PERIODS).default("MONTHLY"),
  metadata: Metadata.default({}),
});
export type PlanGrantInput = z.output<typeof PlanGrantInput>;
export type PlanGrantFields = z.input<typeof PlanGrantInput>;

export const PlanGrantView = GrantLifeView.extend({
  id: z.string(),
  name: z.string(),
  credits: z.string(),
  creditUnit: z.string(),
  cadence: z.enum(GRANT_CADENCES),
  period: z.enum(BILLING_PERIODS),
  metadata: Metadata,
  createdAt: z.iso.datetime(),
});
export type PlanGrantView = z.infer<typeof PlanGrantView>;
