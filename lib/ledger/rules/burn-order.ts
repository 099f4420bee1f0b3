/**
 * Which grant pays first: a total order, so that the same grants always burn alike,
 * however they are loaded (SEMANTICS §2).
 */
import type { Grant, Wallet } from "./books";
import type { BurnStep } from "./command";
import type { GrantCategory } from "./terms";

/** A grant with the wallet it lies in. */
export type Payer = { readonly wallet: Wallet; readonly grant: Grant };

const CATEGORY_RANK: Readonly<Record<GrantCategory, number>> = {
  PROMOTIONAL: 0,
  COMMITTED: 1,
  PREPAID: 2,
};

// Not Infinity: the difference of two infinities is NaN, which sorts nothing.
const LAST = Number.MAX_SAFE_INTEGER;

const endOf = ({ grant }: Payer) => grant.expiresAt?.getTime() ?? LAST;
const breadthOf = ({ grant }: Payer) => grant.featureIds.length || LAST;
const isRollover = ({ grant }: Payer) => Number(grant.source === "rollover");

type Step = readonly [Exclude<BurnStep, "only_choice">, (a: Payer, b: Payer) => number];

const STEPS: readonly Step[] = [
  ["wallet_priority", (a, b) => a.wallet.priority - b.wallet.priority],
  ["grant_priority", (a, b) => a.grant.priority - b.grant.priority],
  ["rollover_first", (a, b) => isRollover(b) - isRollover(a)],
  ["sooner_expiry", (a, b) => endOf(a) - endOf(b)],
  ["category", (a, b) => CATEGORY_RANK[a.grant.category] - CATEGORY_RANK[b.grant.category]],
  ["fewer_features", (a, b) => breadthOf(a) - breadthOf(b)],
  ["earlier_effective", (a, b) => a.grant.effectiveAt.getTime() - b.grant.effectiveAt.getTime()],
  ["earlier_created", (a, b) => a.grant.createdAt.getTime() - b.grant.createdAt.getTime()],
  ["id", (a, b) => compareText(a.grant.id, b.grant.id)],
];

/** Sorts payers: negative if `a` pays before `b`. */
export function byBurnOrder(a: Payer, b: Payer): number {
  for (const [, compare] of STEPS) {
    const order = compare(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

/** The first step of the order that tells `payer` from the next one; what the dashboard explains. */
export function stepBetween(payer: Payer, next: Payer | undefined): BurnStep {
  if (next === undefined) return "only_choice";
  const decisive = STEPS.find(([, compare]) => compare(payer, next) !== 0);
  return decisive?.[0] ?? "only_choice";
}

/** Sorts wallets as their grants would burn; the first with room takes the overage. */
export const byWalletOrder = (a: Wallet, b: Wallet): number =>
  a.priority - b.priority ||
  a.createdAt.getTime() - b.createdAt.getTime() ||
  compareText(a.id, b.id);

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
