/** What a subscription chose of its plan, beside the plan itself; kept with it as JSON. */
import type { ChargeId, PlanVersionId } from "@/lib/ids";
import type { Overrides } from "./overrides";

export type AddOnChoice = { readonly planVersionId: PlanVersionId; readonly quantity: number };

export type Choices = {
  /** Of each charge with tiers of credits: which tier, 0 for the first. */
  readonly tiers: Readonly<Record<ChargeId, number>>;
  /** Of a fee: how many pieces, where it is not as many as the plan says. */
  readonly quantities: Readonly<Record<ChargeId, number>>;
  readonly addOns: readonly AddOnChoice[];
  /** Those of the next period, where they will be fewer. */
  readonly addOnsNext?: readonly AddOnChoice[];
  /** Terms of its own in place of the plan's. */
  readonly overrides?: Overrides;
};

export const NO_CHOICES: Choices = { tiers: {}, quantities: {}, addOns: [] };

/** What was kept; a part that was not chosen may be missing there. */
export const choicesFromJson = (kept: unknown): Choices => ({
  ...NO_CHOICES,
  ...(kept as Partial<Choices>),
});
