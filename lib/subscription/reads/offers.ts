import type { Charge, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { MONTHS_OF } from "../rules/tier";
import type { OfferView } from "../schema/offer";
import { offerView } from "../view/offer";

/**
 * The plans and add-ons on sale: what a subscription can be started of. Plans of one product stand
 * together, and the cheapest first, as a buyer climbs them.
 */
export async function listOffers(ctx: Context): Promise<readonly OfferView[]> {
  const [catalog, products] = await Promise.all([
    loadCatalog({ sql: readSql }, ctx.organizationId),
    readSql("SELECT id, name FROM product WHERE organization_id = $1::uuid", [ctx.organizationId]),
  ]);
  const names = new Map(products.map(({ id, name }) => [String(id), String(name)]));
  const productOf = ({ productId }: PlanVersion) => names.get(productId ?? "") ?? "";
  return [...catalog.planVersions.values()]
    .filter(({ status }) => status === "PUBLISHED")
    .sort(
      (a, b) =>
        productOf(a).localeCompare(productOf(b)) ||
        bySize(leastPrice(a), leastPrice(b)) ||
        a.planName.localeCompare(b.planName),
    )
    .map((version) => offerView(version, catalog, productOf(version)));
}

const bySize = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of a year, by the cheapest of its periods and tiers; 0 without a fee in money. */
function leastPrice({ charges }: PlanVersion): bigint {
  const byPeriod = new Map<string, bigint>();
  for (const charge of charges) {
    if (charge.kind === "USAGE") continue;
    const price = priceOf(charge) * BigInt(12 / MONTHS_OF[charge.billingPeriod]);
    byPeriod.set(charge.billingPeriod, (byPeriod.get(charge.billingPeriod) ?? 0n) + price);
  }
  const [least = 0n] = [...byPeriod.values()].filter((price) => price > 0n).toSorted(bySize);
  return least;
}

function priceOf(charge: Exclude<Charge, { kind: "USAGE" }>): bigint {
  if (charge.kind === "CREDITS") return charge.tiers[0]?.price ?? 0n;
  return charge.unit.kind === "money" ? charge.amount * BigInt(charge.quantity) : 0n;
}
