/**
 * Overrides (SEMANTICS 7.3, 7.5): terms of a subscription's own in place of its plan's, each for a
 * time. Kept as JSON with the subscription's choices, so amounts are decimal text.
 */
import type { PriceUnit } from "@/lib/catalog/rules/catalog";
import type { ChargeId, FeatureId, OverrideId, PlanGrantId } from "@/lib/ids";
import type { KeptPrice } from "./kept-price";

/** What is other than the plan says. */
export type OverrideTerms =
  /** A fee's price a piece. */
  | { readonly kind: "fee"; readonly chargeId: ChargeId; readonly amount: string }
  /** The credits of each issue of a grant. */
  | { readonly kind: "credits"; readonly planGrantId: PlanGrantId; readonly credits: string }
  /** What use of a feature costs, by whatever it was priced before. */
  | {
      readonly kind: "price";
      readonly featureId: FeatureId;
      readonly unit: PriceUnit;
      readonly price: KeptPrice;
    }
  /** How far a feature goes, in place of what plan and add-ons allow together. */
  | {
      readonly kind: "limit";
      readonly featureId: FeatureId;
      /** Null: none are included. Absent: as the plan says. */
      readonly includedUnits?: string | null;
      /** Null: without limit. */
      readonly usageLimit?: string | null;
    };

export type Override = OverrideTerms & {
  readonly id: OverrideId;
  /** Instants as ISO text, half-open; `until` null: for good. */
  readonly since: string;
  readonly until: string | null;
  readonly by: string;
  readonly reason: string;
};

/** Names what is overridden: of those of one subject that hold together, one wins. */
export function subjectOf(terms: OverrideTerms): string {
  switch (terms.kind) {
    case "fee":
      return `fee:${terms.chargeId}`;
    case "credits":
      return `credits:${terms.planGrantId}`;
    case "price":
    case "limit":
      return `${terms.kind}:${terms.featureId}`;
  }
}

/** Those that win at an instant: of one subject one with an end before one without, a later before an earlier. */
export function inForce(overrides: readonly Override[], at: Date): readonly Override[] {
  const now = at.toISOString();
  const winners = new Map<string, Override>();
  for (const one of overrides) {
    if (one.since > now || (one.until !== null && one.until <= now)) continue;
    const subject = subjectOf(one);
    const before = winners.get(subject);
    if (!before || winsOver(one, before)) winners.set(subject, one);
  }
  return [...winners.values()];
}

function winsOver(one: Override, before: Override): boolean {
  const [isTemporary, wasTemporary] = [one.until !== null, before.until !== null];
  return isTemporary === wasTemporary ? one.since >= before.since : isTemporary;
}

/** Those that hold at `at` or will: what was, is over. */
export const notOver = (overrides: readonly Override[], at: Date): readonly Override[] =>
  overrides.filter(({ until }) => until === null || until > at.toISOString());

/**
 * With one more. One without an end takes the place of the one without an end that holds when it
 * begins, and of those that were to begin later.
 */
export function withOverride(overrides: readonly Override[], added: Override): readonly Override[] {
  if (added.until !== null) return [...overrides, added];
  const subject = subjectOf(added);
  const kept = overrides.flatMap((one) => {
    if (one.until !== null || subjectOf(one) !== subject) return [one];
    return one.since < added.since ? [{ ...one, until: added.since }] : [];
  });
  return [...kept, added];
}

/** With one that ends at an instant; one that has not begun by then never was. */
export const withEnd = (
  overrides: readonly Override[],
  id: OverrideId,
  until: string,
): readonly Override[] =>
  overrides.flatMap((one) => {
    if (one.id !== id) return [one];
    return one.since < until ? [{ ...one, until }] : [];
  });
