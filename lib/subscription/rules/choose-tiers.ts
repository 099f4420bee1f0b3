/** Which tiers of credits a start takes: those that were named, or the only one there is. */
import type { CreditsCharge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import type { Choices } from "./choices";

export type AskedTiers = {
  /** Of the plan's one charge with tiers, 0 for the first; null: not named. */
  readonly tier: number | null;
  /** Of each charge by itself. */
  readonly tiers: Readonly<Record<ChargeId, number>>;
};

export type TierFault = { readonly field: "tier" | "tiers"; readonly fault: string };

/** The charges with tiers that a billing period of this length asks for. */
export const tieredCharges = (
  { charges }: Pick<PlanVersion, "charges">,
  length: PeriodLength,
): readonly CreditsCharge[] =>
  charges.filter(
    (charge): charge is CreditsCharge =>
      charge.kind === "CREDITS" && charge.billingPeriod === length,
  );

/** @returns the tier of every charge that has some, or what is wrong with what was asked. */
export function chooseTiers(
  version: Pick<PlanVersion, "charges">,
  length: PeriodLength,
  { tier, tiers }: AskedTiers,
): Pick<Choices, "tiers"> | TierFault {
  const offered = tieredCharges(version, length);
  if (Object.keys(tiers).some((id) => !offered.some((charge) => charge.id === id))) {
    return { field: "tiers", fault: "The plan has no such charge with tiers for this period" };
  }
  if (tier !== null && offered.length !== 1) {
    const fault =
      offered.length === 0
        ? "The plan has no tiers of credits for this period"
        : "The plan has several charges with tiers: name the tier of each";
    return { field: "tier", fault };
  }
  const chosen: Record<ChargeId, number> = {};
  for (const charge of offered) {
    const index = tiers[charge.id] ?? tier ?? onlyOf(charge);
    if (index === undefined || !charge.tiers[index])
      return { field: "tier", fault: namingOf(charge) };
    chosen[charge.id] = index;
  }
  return { tiers: chosen };
}

const onlyOf = ({ tiers }: CreditsCharge) => (tiers.length === 1 ? 0 : undefined);

const namingOf = ({ name, tiers }: CreditsCharge) =>
  `Choose one of the ${tiers.length} tiers of ${name || "credits"}`;
