/**
 * Add-ons (SEMANTICS 8.8): plans sold on top of a subscription, so many of each. More of one comes
 * at once and is charged in full for the period that runs; fewer come with the next period.
 */
import type { Catalog, Charge, Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanVersionId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import { nanounits, type Quantity } from "@/lib/money/quantity";
import type { PeriodLength } from "@/lib/time/period";
import type { AddOnChoice, Choices } from "./choices";
import type { GivenGrant } from "./share";
import { tierTerms } from "./tier";

/** What so many of an add-on bring with them. */
export type AddOnTerms = Pick<PlanVersion, "charges" | "entitlements"> & {
  readonly grants: readonly GivenGrant[];
};

export function addOnTerms(version: PlanVersion, quantity: number): AddOnTerms {
  const times = BigInt(quantity);
  const parts = version.charges.map((charge) => soldPart(charge, version.planName, quantity));
  const grants: readonly GivenGrant[] = [
    ...version.grants,
    ...parts.flatMap(({ grants: given }) => given),
  ];
  return {
    charges: parts.map(({ charge }) => charge),
    grants: grants.map((grant) => ({
      ...grant,
      name: grant.name || version.planName,
      amount: nanocredits(grant.amount * times),
      source: "add_on",
    })),
    entitlements: version.entitlements.map((one) => multiplied(one, times)),
  };
}

function soldPart(charge: Charge, planName: string, pieces: number) {
  const named = { ...charge, name: charge.name || planName };
  if (named.kind === "USAGE") return { charge: named, grants: [] };
  // Of an add-on nobody chooses a tier: one with several is not sold.
  const { charge: fee, grants } =
    named.kind === "CREDITS" ? tierTerms(named, 0) : { charge: named, grants: [] };
  const quantity = fee.quantity * pieces;
  return { charge: { ...fee, quantity, freeQuantity: fee.freeQuantity * pieces }, grants };
}

const multiplied = (one: Entitlement, times: bigint): Entitlement => ({
  ...one,
  includedUnits: scaled(one.includedUnits, times),
  usageLimit: scaled(one.usageLimit, times),
});

const scaled = (units: Quantity | null, times: bigint) =>
  units === null ? null : nanounits(units * times);

/** What is wrong with selling this add-on to a subscription of such periods; null: nothing. */
export function addOnFault(
  version: PlanVersion,
  to: { readonly currency: string; readonly length: PeriodLength },
): string | null {
  const asked = version.charges.filter(
    (charge) => charge.kind === "CREDITS" || (charge.kind === "RECURRING" && isMoney(charge)),
  );
  const lengths = asked.flatMap((charge) =>
    charge.kind === "USAGE" ? [] : [charge.billingPeriod],
  );
  if (version.kind !== "ADD_ON") return "This is a plan, not an add-on";
  if (version.currency !== to.currency) return `This add-on is sold in ${version.currency}`;
  if (lengths.some((length) => length !== to.length)) {
    return "This add-on is charged in other periods than the subscription";
  }
  const hasTiers = version.charges.some(
    (charge) => charge.kind === "CREDITS" && charge.tiers.length > 1,
  );
  return hasTiers ? "An add-on with several tiers of credits cannot be sold" : null;
}

const isMoney = ({ unit }: Extract<Charge, { kind: "RECURRING" }>) => unit.kind === "money";

/** The version that is sold today; undefined where it was never published. */
export const soldVersion = (
  { planVersions }: Pick<Catalog, "planVersions">,
  planId: PlanVersion["planId"],
): PlanVersion | undefined =>
  [...planVersions.values()].find(
    (version) => version.planId === planId && version.status === "PUBLISHED",
  );

/** With so many of a version; none of it where that is 0. */
export const withAddOn = (
  addOns: readonly AddOnChoice[],
  planVersionId: PlanVersionId,
  quantity: number,
): readonly AddOnChoice[] => [
  ...addOns.filter((one) => one.planVersionId !== planVersionId),
  ...(quantity > 0 ? [{ planVersionId, quantity }] : []),
];

/** What holds from the next period on. */
export const choicesAfter = ({ addOnsNext, ...choices }: Choices): Choices =>
  addOnsNext ? { ...choices, addOns: addOnsNext } : choices;
