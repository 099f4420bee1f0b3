/** What a subscription chose of its plan, beside the plan itself; kept with it as JSON. */
import type { ChargeId, PlanVersionId } from "@/lib/ids";
import type { Override } from "./override";

export type AddOnChoice = {
  readonly planVersionId: PlanVersionId;
  readonly quantity: number;
  /** Of each of its charges with tiers of credits: which, 0 for the first; missing: the first. */
  readonly tiers?: Readonly<Record<ChargeId, number>>;
};

type Quantities = Readonly<Record<ChargeId, number>>;

export type Choices = {
  /** Of each charge with tiers of credits: which tier, 0 for the first. */
  readonly tiers: Readonly<Record<ChargeId, number>>;
  /** Of a fee: how many pieces, where it is not as many as the plan says. */
  readonly quantities: Quantities;
  /** Those of the next period, where they will be fewer. */
  readonly quantitiesNext?: Quantities;
  readonly addOns: readonly AddOnChoice[];
  /** Those of the next period, where they will be fewer. */
  readonly addOnsNext?: readonly AddOnChoice[];
  /** The add-ons of times gone by, each to an instant, the earliest first: late use counts under them. */
  readonly addOnsBefore?: readonly {
    readonly until: string;
    readonly addOns: readonly AddOnChoice[];
  }[];
  /** Terms of its own in place of the plan's, those that are over among them. */
  readonly overrides?: readonly Override[];
};

export const NO_CHOICES: Choices = { tiers: {}, quantities: {}, addOns: [] };

/** What was kept; a part that was not chosen may be missing there. */
export const choicesFromJson = (kept: unknown): Choices => ({
  ...NO_CHOICES,
  ...(kept as Partial<Choices>),
});

/** The add-ons that it had at an instant. */
export function addOnsAt({ addOns, addOnsBefore }: Choices, at: Date): readonly AddOnChoice[] {
  if (addOnsBefore === undefined) return addOns;
  const now = at.toISOString();
  return addOnsBefore.find(({ until }) => now < until)?.addOns ?? addOns;
}

/** With other add-ons from an instant on. */
export const withAddOnsFrom = (
  choices: Choices,
  addOns: readonly AddOnChoice[],
  at: Date,
): Choices => ({
  ...choices,
  addOns,
  addOnsBefore: [
    ...(choices.addOnsBefore ?? []),
    { until: at.toISOString(), addOns: choices.addOns },
  ],
});

/** As a successor begins with it: what was before is its predecessor's to know. */
export function choicesBegun({ addOnsBefore: _, ...choices }: Choices): Choices {
  return choices;
}

/** What holds from the next period on, which begins at `at`. */
export function choicesAfter(choices: Choices, at: Date): Choices {
  const { addOnsNext, quantitiesNext, ...others } = choices;
  if (!addOnsNext && !quantitiesNext) return choices;
  const counted = quantitiesNext ? { ...others, quantities: quantitiesNext } : others;
  return addOnsNext ? withAddOnsFrom(counted, addOnsNext, at) : counted;
}
