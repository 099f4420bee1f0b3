/** What becomes of a subscription's add-ons where one is set to a number: more now, fewer with the next period. */
import type { ChargeId, PlanVersionId } from "@/lib/ids";
import { withAddOn } from "./add-ons";
import { type AddOnChoice, type Choices, withAddOnsFrom } from "./choices";

/** `both`: more of one and less of the other, of number and tier; that is no single step. */
export type AddOnStep = "same" | "more" | "fewer" | "both";

export function addOnStep(before: AddOnChoice | undefined, asked: AddOnChoice): AddOnStep {
  const by = asked.quantity - (before?.quantity ?? 0);
  if (!before || asked.quantity === 0) return stepBy([by]);
  const ids = Object.keys({ ...before.tiers, ...asked.tiers }) as ChargeId[];
  return stepBy([by, ...ids.map((id) => (asked.tiers?.[id] ?? 0) - (before.tiers?.[id] ?? 0))]);
}

function stepBy(changes: readonly number[]): AddOnStep {
  const isMore = changes.some((by) => by > 0);
  const isFewer = changes.some((by) => by < 0);
  if (isMore) return isFewer ? "both" : "more";
  return isFewer ? "fewer" : "same";
}

export const addOnOf = (
  addOns: readonly AddOnChoice[],
  id: PlanVersionId,
): AddOnChoice | undefined => addOns.find(({ planVersionId }) => planVersionId === id);

/** More holds from `at` on, and then; fewer only with the next period; as many calls off what waits. */
export function withSetAddOn(
  choices: Choices,
  asked: AddOnChoice,
  { at, isNow }: { readonly at: Date; readonly isNow: boolean },
): Choices {
  const { addOnsNext: _, ...others } = choices;
  const now = isNow ? withAddOn(choices.addOns, asked) : choices.addOns;
  const next = withAddOn(choices.addOnsNext ?? choices.addOns, asked);
  const settled = isNow ? withAddOnsFrom(others, now, at) : others;
  return isSameSet(now, next) ? settled : { ...settled, addOnsNext: next };
}

const isSameSet = (a: readonly AddOnChoice[], b: readonly AddOnChoice[]): boolean =>
  a.length === b.length &&
  b.every((one) => addOnStep(addOnOf(a, one.planVersionId), one) === "same");
