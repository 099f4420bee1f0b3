/** What the shop says of one use: when it counts, in which windows, at which price. */
import { least } from "./amounts";
import type { Sent } from "./counting";
import { type Model, perUnit } from "./price";
import { DAY, type Feature, type Limit, type Shop, windowOf } from "./shop";

export type Priced = { readonly key: string; readonly model: Model; readonly inMoney: boolean };

/** At its own time up to seven days back, else as it arrives (§11). */
export const countedAt = (at: number, now: number): number =>
  at > now || at < now - 7 * DAY ? now : at;

export const isSum = ({ aggregation }: Feature) => aggregation === "COUNT" || aggregation === "SUM";

/** Of a total: `included_units`, else `usage_limit`, is free (7.5). */
export const freeOf = (limit: Limit | null, total: bigint): bigint =>
  least(limit?.included ?? limit?.limit ?? 0n, total);

/** Where a total is kept that limits read; a sum without one is kept for each price alone. */
export function windowFor(shop: Shop, feature: Feature, use: Sent & { priced: Priced | null }) {
  const { limit } = feature;
  if (use.priced !== null && isSum(feature) && limit === null) return use.priced.key;
  const { reset = "BILLING_PERIOD", per = "customer" } = limit ?? {};
  const parts = { customer: "", member: use.member, "property:region": use.properties.region };
  return [feature.key, windowOf(shop, reset, use.at), parts[per] ?? ""].join("|");
}

/** The plan's charge, else the credit cost of the use's own time (7.3). */
export function priceFor(shop: Shop, { key, price }: Feature, { at, properties }: Sent) {
  const period = windowOf(shop, "BILLING_PERIOD", at);
  if (price.by === "none") return null;
  if (price.by === "charge") {
    return { key: `${key}|charge|${period}`, model: price.model, inMoney: price.inMoney };
  }
  const inForce = price.versions.filter(({ from }) => from <= at);
  const own = inForce.findLast((version) => version.own !== null);
  const isOwn = properties.model === "own" && own !== undefined;
  const version = isOwn ? own : inForce.at(-1);
  const unit = (isOwn ? own.own : version?.unit) ?? 0n;
  const name = `${isOwn ? "own" : ""}${version?.from}`;
  return { key: `${key}|${name}|${period}`, model: perUnit(unit), inMoney: false };
}

/** Uses of one feature, member, day and period are one command (§3). */
export const commandOf = (shop: Shop, { key }: Feature, { at, member }: Sent): string =>
  [key, member, windowOf(shop, "DAY", at), windowOf(shop, "BILLING_PERIOD", at)].join("|");

/** Whom a feature charges once (7.2); "fault": the event does not say. */
export function entityOf({ once }: Feature, { member, properties }: Sent): string | null {
  if (!once) return null;
  if (properties.entity === undefined) return "fault";
  return once.per === "member" ? `${member ?? ""}/${properties.entity}` : `/${properties.entity}`;
}

/** Whether a charge at one time makes a use at another free. */
export function isCovered(shop: Shop, { once }: Feature, charge: number, at: number): boolean {
  if (once?.window === "ever") return true;
  if (once?.window === "days") return Math.abs(charge - at) < once.days * DAY;
  return windowOf(shop, "BILLING_PERIOD", charge) === windowOf(shop, "BILLING_PERIOD", at);
}
