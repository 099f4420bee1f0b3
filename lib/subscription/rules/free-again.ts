/**
 * Credits of a plan that costs nothing come once in their own time, however often a customer leaves
 * the plan and comes back: what was had of them is not given again. Else hopping to a plan that is
 * paid, and back for the money, would mint (SEMANTICS 8.6). Pure.
 */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { type Credits, min, minus, plus, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { addDuration } from "@/lib/time/duration";
import type { PeriodLength } from "@/lib/time/period";
import type { Issue } from "./issue";
import { recurringAmount } from "./start";
import { MONTHS_OF } from "./tier";

/** Credits that cost nothing, of an earlier subscription of the product. */
export type HadFree = {
  readonly creditUnit: string;
  /** Used, held or still there. */
  readonly amount: Credits;
  /** When as many come anew, exclusive; null: they come once. */
  readonly until: Date | null;
};

/** Whether a plan asks no money for its period. */
export const isFree = (version: Pick<PlanVersion, "charges">, length: PeriodLength): boolean =>
  recurringAmount(version, length) === NO_MONEY;

/** When a grant that was given at `at` would have come again. */
export function freeUntil(
  grant: Pick<PlanVersion["grants"][number], "cadence" | "period" | "expiry">,
  given: { readonly at: Date; readonly expiresAt: Date | null; readonly zone: string },
): Date | null {
  if (grant.cadence === "ONE_TIME") return null;
  if (grant.expiry.kind === "GRANT_PERIOD" && given.expiresAt) return given.expiresAt;
  const count = MONTHS_OF[grant.period.length] * grant.period.count;
  return addDuration(given.at, { count, unit: "MONTH" }, given.zone);
}

/** The same issues, less what was had already; those of which nothing is left are none. */
export function sparingFree(
  { grants }: Pick<PlanVersion, "grants">,
  issues: readonly Issue[],
  had: readonly HadFree[],
): readonly Issue[] {
  const left = had.map((one) => ({ ...one }));
  return issues.flatMap((issue) => {
    const { grant } = issue;
    // Credits of a trial come with the trial, which comes once.
    if (grant.expiry.kind === "TRIAL") return [issue];
    const isShared = (grant.shares ?? 1) > 1;
    const own = isShared ? undefined : grants.find(({ id }) => id === grant.id);
    const whole = own?.amount ?? grant.amount;
    const standing = left.filter((one) => isOf(one, issue));
    const amount = min(grant.amount, minus(whole, take(standing, whole)));
    return amount > ZERO ? [{ ...issue, grant: { ...grant, amount } }] : [];
  });
}

function isOf({ creditUnit, until }: HadFree, { grant, occurrence }: Issue): boolean {
  if (creditUnit !== grant.creditUnit) return false;
  return grant.cadence === "ONE_TIME" ? until === null : until !== null && until > occurrence.dueAt;
}

/** Takes at most so much off these, and says how much: what one grant spares, another gives. */
function take(from: { amount: Credits }[], most: Credits): Credits {
  let taken = ZERO;
  for (const one of from) {
    const part = min(one.amount, minus(most, taken));
    one.amount = minus(one.amount, part);
    taken = plus(taken, part);
  }
  return taken;
}
