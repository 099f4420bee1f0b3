/** How much of its amount one issue of a grant gives: most give it whole each time. */
import type { PlanGrant } from "@/lib/catalog/rules/catalog";
import { prorateCredits, type Share } from "@/lib/invoicing/rules/proration";
import { type Credits, minus } from "@/lib/money/credits";

export type GivenGrant = PlanGrant & {
  /** The amount is given in so many shares, one each of its periods, and then anew. Absent: whole. */
  readonly shares?: number;
  /** What it comes from, if not from the plan itself. */
  readonly source?: "add_on";
};

/**
 * The share of an amount that comes `index`-th, 0 first: what has come by then, cut down to the places
 * that the unit is shown with, grows by it. So shares are as even as can be, and add up to the amount.
 */
function shareOf(
  { amount, places, shares = 1 }: Pick<GivenGrant, "amount" | "places" | "shares">,
  index: number,
): Credits {
  const upTo = (count: number) =>
    count === shares
      ? amount
      : prorateCredits(amount, { part: BigInt(count), whole: BigInt(shares) }, places);
  const place = ((index % shares) + shares) % shares;
  return minus(upTo(place + 1), upTo(place));
}

/** What comes in the period of this index where none is cut short. */
export const wholeAmount = (
  grant: Pick<GivenGrant, "amount" | "places" | "shares">,
  index: number,
): Credits => ((grant.shares ?? 1) > 1 ? shareOf(grant, index) : grant.amount);

/** What a first period that is cut short gives, where the plan says that it gives its share. */
export const proratedShare = (amount: Credits, share: Share, places: number): Credits =>
  share.part === share.whole ? amount : prorateCredits(amount, share, places);
