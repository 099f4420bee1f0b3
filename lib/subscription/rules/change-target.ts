/** What a change is to: which periods and tiers of the new plan, as asked or as before. */
import type { CreditsCharge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import { type Choices, NO_CHOICES } from "./choices";
import { type AskedTiers, chooseTiers, tieredCharges } from "./choose-tiers";
import { billingPeriodOf } from "./start";

/** What a subscription has of its own plan. */
export type Had = {
  readonly version: PlanVersion;
  readonly choices: Choices;
  readonly billingPeriod: PeriodLength;
};

export type Target = { readonly choices: Choices; readonly billingPeriod: PeriodLength };
export type TargetFault = {
  readonly field: "billingPeriod" | "tier" | "tiers" | "mode";
  readonly fault: string;
};

type Asked = AskedTiers & { readonly billingPeriod: PeriodLength | null };

/**
 * What was left open stays as it is, as far as the new plan has it: the length of the periods, the
 * tiers of the same plan's charges, the add-ons.
 */
export function targetOf(version: PlanVersion, asked: Asked, had: Had): Target | TargetFault {
  const period = periodOf(version, asked.billingPeriod, had.billingPeriod);
  if ("fault" in period) return { field: "billingPeriod", fault: period.fault };
  const offered = tieredCharges(version, period.length);
  const tiers = chooseTiers(version, period.length, tiersLeftOpen(offered, asked, had));
  if ("fault" in tiers) return tiers;
  return { choices: { ...choicesKept(version, had), ...tiers }, billingPeriod: period.length };
}

/** Add-ons go along; all else names parts of one version of one plan, and means nothing to another. */
function choicesKept(version: PlanVersion, { version: before, choices }: Had): Choices {
  if (version.id === before.id) return choices;
  const { addOns, addOnsNext } = choices;
  return { ...NO_CHOICES, addOns, ...(addOnsNext && { addOnsNext }) };
}

function periodOf(version: PlanVersion, asked: PeriodLength | null, before: PeriodLength) {
  if (asked !== null) return billingPeriodOf(version, asked);
  const same = billingPeriodOf(version, before);
  return "fault" in same ? billingPeriodOf(version, null) : same;
}

/** Of what is billed by the new period: the tier of a month is none of a year. */
function tiersLeftOpen(
  offered: readonly CreditsCharge[],
  asked: AskedTiers,
  { choices }: Had,
): AskedTiers {
  if (asked.tier !== null) return asked;
  const own = offered.flatMap(({ id }): [ChargeId, number][] => {
    const tier = asked.tiers[id] ?? choices.tiers[id];
    return tier === undefined ? [] : [[id, tier]];
  });
  return { tier: null, tiers: { ...Object.fromEntries(own), ...asked.tiers } };
}

/**
 * The same tiers in another version of the plan: by the credits that they give.
 *
 * @returns undefined if it has none that gives as many.
 */
export function sameTiers(
  version: PlanVersion,
  { version: before, choices, billingPeriod }: Had,
): AskedTiers | undefined {
  const offered = tieredCharges(version, billingPeriod);
  const tiers: Record<ChargeId, number> = {};
  for (const [place, charge] of tieredCharges(before, billingPeriod).entries()) {
    const had = charge.tiers[choices.tiers[charge.id] ?? -1];
    const match = likest(offered, charge, place);
    const index = match?.tiers.findIndex(({ credits }) => credits === had?.credits) ?? -1;
    if (!had) continue;
    if (!match || index < 0) return undefined;
    tiers[match.id] = index;
  }
  return { tier: null, tiers };
}

/** Ids are a version's own: a charge is known by its name, or by its place. */
const likest = (offered: readonly CreditsCharge[], { name }: CreditsCharge, place: number) =>
  (name && offered.find((charge) => charge.name === name)) || offered[place];

/** Whether nothing would be other than it is. */
export const isSame = (had: Had, to: { readonly version: PlanVersion } & Target): boolean =>
  had.version.id === to.version.id &&
  had.billingPeriod === to.billingPeriod &&
  JSON.stringify(sorted(had.choices)) === JSON.stringify(sorted(to.choices));

const sorted = ({ tiers, ...others }: Choices) => ({
  ...others,
  tiers: Object.entries(tiers).toSorted(([a], [b]) => (a < b ? -1 : 1)),
});
