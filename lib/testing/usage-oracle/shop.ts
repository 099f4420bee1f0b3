/** What a random history happens in: features, their prices and limits, a plan's calendar. */

import type { Wallet } from "./grants";
import type { Model } from "./price";

type Aggregation = "COUNT" | "SUM" | "MAX" | "LATEST" | "UNIQUE_COUNT";
type Reset = "DAY" | "WEEK" | "MONTH" | "BILLING_PERIOD" | "NEVER";

export type Feature = {
  readonly key: string;
  readonly event: string;
  readonly aggregation: Aggregation;
  readonly multiplier: bigint;
  /** Counts only events of this region; null: all. */
  readonly region: string | null;
  readonly returns: boolean;
  readonly once: Once | null;
  readonly price: Price;
  readonly limit: Limit | null;
};

type Once = {
  readonly window: "ever" | "days" | "billing_period";
  readonly days: number;
  readonly per: "customer" | "member";
};

export type Price =
  | { readonly by: "none" }
  | { readonly by: "cost"; readonly versions: readonly CostVersion[] }
  | { readonly by: "charge"; readonly model: Model; readonly inMoney: boolean };

/** Credits a unit from an instant on; `own` is for events whose `model` is "own". */
type CostVersion = {
  readonly from: number;
  readonly unit: bigint;
  readonly own: bigint | null;
};

export type Limit = {
  readonly included: bigint | null;
  readonly limit: bigint | null;
  readonly isSoft: boolean;
  readonly reset: Reset;
  readonly per: "customer" | "member" | "property:region";
};

export type Shop = {
  readonly features: readonly Feature[];
  readonly wallets: readonly Wallet[];
  /** The subscription's start, and the history's; no plan: prices are credit costs. */
  readonly start: number;
  readonly hasPlan: boolean;
  readonly cycle: "anniversary" | "calendar";
  readonly zone: Zone;
};

/** Without a clock change in the time of the histories. */
type Zone = { readonly name: string; readonly hours: number };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Where the window begins that an instant lies in. */
export function windowOf(shop: Shop, reset: Reset, at: number): number {
  const shift = shop.zone.hours * HOUR;
  const local = new Date(at + shift);
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()];
  const day = Date.UTC(year, month, local.getUTCDate());
  switch (reset) {
    case "DAY":
      return day - shift;
    case "WEEK":
      return day - ((local.getUTCDay() + 6) % 7) * DAY - shift;
    case "MONTH":
      return Date.UTC(year, month) - shift;
    case "NEVER":
      return 0;
    case "BILLING_PERIOD":
      return shop.hasPlan && at >= shop.start ? periodOf(shop, at) : Date.UTC(year, month) - shift;
  }
}

function periodOf(shop: Shop, at: number): number {
  const starts = Array.from({ length: 12 }, (_, index) => periodStart(shop, index));
  return starts.findLast((start) => start <= at) ?? shop.start;
}

function periodStart({ start, cycle, zone }: Shop, index: number): number {
  if (index === 0) return start;
  const shift = zone.hours * HOUR;
  const local = new Date(start + shift);
  const month = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + index);
  if (cycle === "calendar") return month - shift;
  const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + index + 1, 0));
  const day = Math.min(local.getUTCDate(), last.getUTCDate());
  return month + (day - 1) * DAY + (local.getTime() % DAY) - shift;
}
