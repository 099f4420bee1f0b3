/** What a plan sells, as the oracle and the calls that make it understand it; and what use costs. */
import { CENT, cutDown, most, rounded, shareOf } from "./exact";

export const LENGTHS = { MONTHLY: 1, QUARTERLY: 3, HALF_YEARLY: 6, ANNUAL: 12 } as const;
export type Length = keyof typeof LENGTHS;

export type Ends =
  | { readonly kind: "NEVER" | "GRANT_PERIOD" | "BILLING_CYCLE" | "TRIAL" }
  | { readonly kind: "DURATION"; readonly count: number; readonly unit: "DAY" | "WEEK" | "MONTH" };

export type Rolls = {
  readonly keeps: "all" | { readonly cap: bigint } | { readonly percent: number };
  readonly periods: number;
};

export type GrantTerms = {
  readonly name: string;
  readonly credits: bigint;
  readonly cadence: Length | "ONCE";
  readonly ends: Ends;
  readonly rolls: Rolls | null;
  readonly isProrated: boolean;
  readonly priority: number;
};

/** Credits of a billing period for a price; in monthly shares, or at once. */
export type CreditTier = {
  readonly credits: bigint;
  readonly price: bigint;
  readonly isMonthly: boolean;
};

export type Model = "PER_UNIT" | "PACKAGE" | "GRADUATED" | "VOLUME" | "STAIRSTEP";
export type UsePrice = {
  readonly model: Model;
  /** The amount a unit, a package of ten, or of each tier: to 5, to 12, beyond. */
  readonly amounts: readonly [bigint, bigint, bigint];
  readonly freeUnits: bigint;
  /** Of use in money: what a whole period comes to at least. */
  readonly minimum: bigint;
};

export type PlanTerms = {
  readonly name: string;
  readonly length: Length;
  readonly fee: bigint;
  readonly isInArrears: boolean;
  readonly trialDays: number;
  readonly grants: readonly GrantTerms[];
  readonly tier: CreditTier | null;
  /** A unit in credits, drawn from the wallet. */
  readonly creditUse: UsePrice;
  /** A unit in money, on the period's invoice. */
  readonly moneyUse: UsePrice | null;
  /** Money per credit that was used beyond what there was; null: it stays owed. */
  readonly overagePrice: bigint | null;
  /** How many pieces of the fee there are at the start, and how many cost nothing. */
  readonly pieces: number;
  readonly freePieces: number;
  /** Credits a month that are drawn for a mailbox. */
  readonly mailbox: bigint | null;
};

export type Mode = "restart" | "prorate" | "keep";

/** Sold on top, in the plan's periods; its credits come each month. */
export type AddOnTerms = {
  readonly length: Length;
  readonly fee: bigint;
  readonly grant: GrantTerms;
};

/** Pieces that are charged. */
export const charged = ({ freePieces }: Pick<PlanTerms, "freePieces">, pieces: number): bigint =>
  BigInt(Math.max(0, pieces - freePieces));

/** Before all else: what burns alike would burn by its id. */
export const TIER_PRIORITY = 5;

export const TIER_BOUNDS = [5n, 12n] as const;
export const PACKAGE_SIZE = 10n;

/** SEMANTICS 7.4, of so many whole units. */
export function priceOf({ model, amounts, freeUnits }: UsePrice, units: bigint): bigint {
  const billable = most(0n, units - freeUnits);
  const [first, second, third] = amounts;
  const [one, two] = TIER_BOUNDS;
  const reached = billable <= one ? first : billable <= two ? second : third;
  if (billable === 0n) return 0n;
  switch (model) {
    case "PER_UNIT":
      return billable * first;
    case "PACKAGE":
      return ((billable + PACKAGE_SIZE - 1n) / PACKAGE_SIZE) * first;
    case "VOLUME":
      return billable * reached;
    case "STAIRSTEP":
      return reached;
    case "GRADUATED": {
      const within = (from: bigint, to: bigint) => most(0n, (billable < to ? billable : to) - from);
      return within(0n, one) * first + within(one, two) * second + most(0n, billable - two) * third;
    }
  }
}

export const inCents = (amount: bigint) => rounded(amount, { part: 1n, whole: 1n }, CENT);

/** The n-th of the monthly shares of a billing period's credits, which add up to it month by month. */
export function monthlyShare({ credits }: CreditTier, length: Length, index: number): bigint {
  const upTo = (months: number) => cutDown(credits, shareOf(months, LENGTHS[length]));
  return upTo(index + 1) - upTo(index);
}
