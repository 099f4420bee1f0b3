/** A grant made of another one's credits: their terms, and their cost along in proportion. */
import type { GrantId } from "@/lib/ids";
import { type Credits, plus } from "@/lib/money/credits";
import { timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, nanomoney, subtractMoney } from "@/lib/money/money";
import type { Grant } from "./books";
import { emptyGrant } from "./empty-grant";
import type { GrantSource } from "./terms";

export type Inheritance = {
  readonly id: GrantId;
  readonly amount: Credits;
  readonly source: GrantSource;
  readonly effectiveAt: Date;
  /** Exclusive. Null: never. */
  readonly expiresAt: Date | null;
};

/**
 * Usable from its `effectiveAt` on; it keeps a rollover of its own only if that outlives its end.
 *
 * @param parent as it stands before these credits leave it.
 */
export function heirOf(parent: Grant, inheritance: Inheritance): Grant {
  const { id, amount, effectiveAt } = inheritance;
  const terms = {
    ...parent,
    ...inheritance,
    parentGrantId: parent.id,
    sourceReference: null,
    expiresAfterDays: null,
    costTotal: costOfNext(parent, amount),
    life: lifeUntil(parent, inheritance.expiresAt),
  };
  return {
    ...terms,
    ...emptyGrant(id, terms),
    createdAt: effectiveAt,
    availableFrom: effectiveAt,
    isPaid: true,
  };
}

/** Rounded on what has moved in all, so that the parts of a grant cost what it cost, to the last unit. */
function costOfNext({ costTotal, amount, moved }: Grant, part: Credits): Money {
  const costOf = (credits: Credits) => nanomoney(timesOverHalfUp(costTotal, credits, amount));
  return subtractMoney(costOf(plus(moved, part)), costOf(moved));
}

function lifeUntil({ life }: Grant, expiresAt: Date | null): Grant["life"] {
  if (life === null || life.rollover === null) return life;
  const { expiresAt: until } = life.rollover;
  const rolls = expiresAt !== null && (until === null || until > expiresAt);
  return rolls ? life : { ...life, rollover: null };
}
