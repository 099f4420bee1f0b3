/** What a plan costs and gives in one of its billing periods. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { type Credits, nanocredits, plus, ZERO } from "@/lib/money/credits";
import type { PeriodLength } from "@/lib/time/period";
import type { GivenGrant } from "./share";
import { MONTHS_OF } from "./tier";

/** Recurring credits of a billing period, by unit; a grant of a longer period counts by its share. */
export function creditsOfPeriod(
  { grants }: Pick<PlanVersion, "grants">,
  billingPeriod: PeriodLength,
): ReadonlyMap<string, Credits> {
  const units = new Map<string, Credits>();
  for (const grant of grants) {
    if (grant.cadence === "ONE_TIME" || grant.expiry.kind === "TRIAL") continue;
    const { shares = 1 }: GivenGrant = grant;
    const months = MONTHS_OF[billingPeriod];
    const of = MONTHS_OF[grant.period.length] * grant.period.count * shares;
    const amount = nanocredits((grant.amount * BigInt(months)) / BigInt(of));
    units.set(grant.creditUnit, plus(units.get(grant.creditUnit) ?? ZERO, amount));
  }
  return units;
}

type Entitled = Pick<PlanVersion, "entitlements">;

/** Features that the old plan gives and the new one does not. */
export function lostFeatures(from: Entitled, to: Entitled) {
  const given = ({ entitlements }: Entitled) =>
    new Set(entitlements.filter(({ isEnabled }) => isEnabled).map(({ featureId }) => featureId));
  const after = given(to);
  return [...given(from)].filter((featureId) => !after.has(featureId));
}
