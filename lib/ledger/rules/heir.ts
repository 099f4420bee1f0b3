/** A grant made of another one's credits: their terms, and their cost along in proportion. */
import type { GrantId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import { timesOverHalfUp } from "@/lib/money/decimal";
import { nanomoney } from "@/lib/money/money";
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

/** Usable from its `effectiveAt` on; it keeps a rollover of its own only if that outlives its end. */
export function heirOf(parent: Grant, inheritance: Inheritance): Grant {
  const { id, amount, effectiveAt } = inheritance;
  const terms = {
    ...parent,
    ...inheritance,
    parentGrantId: parent.id,
    sourceReference: null,
    expiresAfterDays: null,
    costTotal: nanomoney(timesOverHalfUp(parent.costTotal, amount, parent.amount)),
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

function lifeUntil({ life }: Grant, expiresAt: Date | null): Grant["life"] {
  if (life === null || life.rollover === null) return life;
  const { expiresAt: until } = life.rollover;
  const rolls = expiresAt !== null && (until === null || until > expiresAt);
  return rolls ? life : { ...life, rollover: null };
}
