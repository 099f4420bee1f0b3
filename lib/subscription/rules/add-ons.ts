/**
 * Add-ons (SEMANTICS 8.8): plans sold on top of a subscription, so many of each. More of one comes
 * at once and is charged in full for the period that runs; fewer come with the next period.
 */
import type { Catalog, Charge, Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId, ProductId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import { nanounits, type Quantity } from "@/lib/money/quantity";
import type { PeriodLength } from "@/lib/time/period";
import type { AddOnChoice } from "./choices";
import type { GivenGrant } from "./share";
import { tierTerms } from "./tier";

/** What so many of an add-on bring with them. */
export type AddOnTerms = Pick<PlanVersion, "charges" | "entitlements"> & {
  readonly grants: readonly GivenGrant[];
};

type Sold = Pick<AddOnChoice, "quantity" | "tiers">;

export function addOnTerms(version: PlanVersion, sold: Sold): AddOnTerms {
  const times = BigInt(sold.quantity);
  const parts = version.charges.map((charge) => soldPart(charge, version.planName, sold));
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

function soldPart(charge: Charge, planName: string, { quantity: pieces, tiers }: Sold) {
  const named = { ...charge, name: charge.name || planName };
  if (named.kind === "USAGE") return { charge: named, grants: [] };
  const { charge: fee, grants } =
    named.kind === "CREDITS"
      ? tierTerms(named, tiers?.[named.id] ?? 0)
      : { charge: named, grants: [] };
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

/** What an add-on must fit to be sold on top of it. */
export type AddOnBuyer = {
  readonly currency: string;
  readonly length: PeriodLength;
  readonly productId: ProductId | null;
};

/** What is wrong with selling this add-on to a subscription of such periods; null: nothing. */
export function addOnFault(version: PlanVersion, to: AddOnBuyer): string | null {
  if (version.kind !== "ADD_ON") return "This is a plan, not an add-on";
  if (version.productId !== to.productId) return "This add-on belongs to another product";
  if (version.currency !== to.currency) return `This add-on is sold in ${version.currency}`;
  return isChargedIn(version, to.length)
    ? null
    : "This add-on is charged in other periods than the subscription";
}

/** Whether all that it asks in money is asked by periods of this length. */
export const isChargedIn = ({ charges }: Pick<PlanVersion, "charges">, length: PeriodLength) =>
  charges.every(
    (charge) =>
      charge.kind === "USAGE" ||
      (charge.kind === "RECURRING" && !isMoney(charge)) ||
      charge.billingPeriod === length,
  );

const isMoney = ({ unit }: Extract<Charge, { kind: "RECURRING" }>) => unit.kind === "money";

/** The tiers that were asked of an add-on's charges, where one or all of them have several. */
export function addOnTiers(
  { charges }: Pick<PlanVersion, "charges">,
  asked: number | null,
): { readonly tiers?: Readonly<Record<ChargeId, number>> } | { readonly fault: string } {
  const tiered = charges.flatMap((charge) => (charge.kind === "CREDITS" ? [charge] : []));
  const several = tiered.filter(({ tiers }) => tiers.length > 1);
  if (asked === null && several.length > 0) {
    const [{ tiers }] = several as [(typeof several)[0]];
    return { fault: `Choose one of its ${tiers.length} tiers` };
  }
  if (asked === null || (asked === 0 && tiered.length === 0)) return {};
  if (tiered.some(({ tiers }) => !tiers[asked])) return { fault: "It has no such tier" };
  if (tiered.length === 0) return { fault: "It has no tiers of credits" };
  return { tiers: Object.fromEntries(tiered.map(({ id }) => [id, asked])) };
}

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
  choice: AddOnChoice,
): readonly AddOnChoice[] => [
  ...addOns.filter((one) => one.planVersionId !== choice.planVersionId),
  ...(choice.quantity > 0 ? [choice] : []),
];
