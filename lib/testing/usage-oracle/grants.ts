/** Wallets and grants, and which of them pays first. */
import { least, ONE, ratio } from "./amounts";

export type Wallet = {
  readonly name: string;
  readonly priority: number;
  readonly policy: "REFUSE" | "CAP" | "OVERAGE";
  readonly limit: bigint | null;
  /** Money a credit. */
  readonly rate: bigint;
  /** Features it may pay for; empty: all. */
  readonly features: readonly string[];
};

export type Grant = {
  readonly id: string;
  readonly wallet: Wallet;
  readonly priority: number;
  readonly category: "promotional" | "committed" | "prepaid";
  readonly features: readonly string[];
  readonly from: number;
  readonly to: number | null;
  readonly order: number;
  available: bigint;
  held: bigint;
  consumed: bigint;
  expired: bigint;
};

export const creditsFor = (money: bigint, { rate }: Wallet) => ratio(money, ONE, rate);

/** In money, the smallest unit whole. */
export const worth = (credits: bigint, { rate }: Wallet) => (credits * rate + ONE - 1n) / ONE;

export const mayPay = (features: readonly string[], feature: string) =>
  features.length === 0 || features.includes(feature);

export const isLive = ({ from, to }: Grant, at: number) => from <= at && (to === null || at < to);

export const isOver = ({ to }: Grant, at: number) => to !== null && to <= at;

export function lapse(grant: Grant): void {
  grant.expired += grant.available;
  grant.available = 0n;
}

export function consume(grant: Grant, amount: bigint): void {
  const available = least(amount, grant.available);
  grant.available -= available;
  grant.expired -= amount - available;
  grant.consumed += amount;
}

const CATEGORIES = ["promotional", "committed", "prepaid"];

/** The total order of §2. */
export function burnsFirst(a: Grant, b: Grant): number {
  const key = (grant: Grant) => [
    ...[grant.wallet.priority, grant.priority, grant.to ?? Number.MAX_SAFE_INTEGER],
    ...[CATEGORIES.indexOf(grant.category), grant.features.length || Number.MAX_SAFE_INTEGER],
    ...[grant.from, grant.order],
  ];
  const [left, right] = [key(a), key(b)];
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}
