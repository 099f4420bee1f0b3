/** What became of a use, from what was decided and what the ledger made of it. */
import type { TransactionId } from "@/lib/ids";
import type { Outcome, PartDecision } from "@/lib/ledger/rules/command";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { currencyOf } from "@/lib/rating/rules/rate";
import { type ConcludedUse, priceName } from "./conclude-event";
import type { DecidedUse } from "./decide-uses";
import type { UseGroup } from "./group-uses";
import { type Obstacle, obstacleOf } from "./obstacle";
import type { PlannedUse } from "./plan-uses";
import type { Taken } from "./settle-use";

/** The ledger's decision on one use; nothing where it was not asked. */
export type UsePart = PartDecision | Taken;

/** The ledger's decisions use by use; none where it was not asked. */
export function partsOf(group: UseGroup, outcome: Outcome | undefined): readonly UsePart[] {
  if (outcome === undefined) return [];
  if (outcome.ok) return outcome.parts;
  const { code } = outcome.refusal;
  if (code === "insufficient_credits" || code === "limit_reached") {
    return group.map(() => ({ status: "refused" }));
  }
  throw new RangeError(`the ledger refused usage: ${code}`);
}

type Concluded = {
  readonly decision: DecidedUse;
  readonly part: UsePart;
  readonly outcome: Outcome | undefined;
  /** What a total that got cheaper gave back. */
  readonly creditsBack: Credits;
  /** What the batch took before, of the same customer and member. */
  readonly takenBefore: Credits;
};

export function concludeUse(use: PlannedUse, concluded: Concluded): ConcludedUse {
  const { decision } = concluded;
  const came = decision.isTaken ? takenOf(concluded) : refusedOf(use, concluded);
  // Named one by one: V8 takes ten times as long for an object so large that is spread together.
  return {
    featureId: use.feature.id,
    quantity: decision.added,
    value: use.quantity,
    total: decision.total,
    included: decision.included,
    billable: decision.billable,
    money: moneyOf(use, decision),
    price: priceName(use),
    isTaken: decision.isTaken,
    linkedEventId: decision.linkedEventId,
    usedKey: use.usedKey,
    creditUnit: use.creditUnit,
    credits: came.credits,
    overage: came.overage,
    creditsBack: came.creditsBack,
    dropped: came.dropped,
    refusedCredits: came.refusedCredits,
    transactionId: came.transactionId,
    offset: came.offset,
    code: came.code,
    obstacle: came.obstacle,
  };
}

type Came = Pick<
  ConcludedUse,
  "credits" | "creditsBack" | "dropped" | "refusedCredits" | "transactionId" | "offset" | "code"
> & { readonly overage: Credits; readonly obstacle: Obstacle | undefined };

const partOf = ({ part }: Concluded): PartDecision | null =>
  part !== null && "drawn" in part ? part : null;

function takenOf(concluded: Concluded): Came {
  const { decision, outcome, creditsBack } = concluded;
  const { drawn, overage, dropped, offset } = partOf(concluded) ?? NOTHING_ASKED;
  const credits = plus(drawn, overage);
  return {
    credits,
    overage,
    creditsBack,
    dropped,
    refusedCredits: ZERO,
    // What took nothing has no slice of the transaction that its neighbours paid in.
    transactionId: credits > ZERO ? transactionOf(outcome) : null,
    offset,
    code: decision.linkedEventId === null ? null : "charged_before",
    obstacle: undefined,
  };
}

function refusedOf(use: PlannedUse, concluded: Concluded): Came {
  const { decision, outcome, takenBefore } = concluded;
  const part = partOf(concluded);
  const isLimit = decision.isBeyondCeiling || part?.refusal === "member_limit";
  return {
    credits: ZERO,
    overage: ZERO,
    creditsBack: ZERO,
    dropped: ZERO,
    refusedCredits: decision.credits,
    transactionId: null,
    offset: ZERO,
    code: isLimit ? "limit_reached" : refusalCode(part, outcome),
    obstacle: obstacleOf(use, decision, { part, outcome, takenBefore }),
  };
}

function moneyOf({ price }: PlannedUse, decision: DecidedUse): ConcludedUse["money"] {
  const currency = price && currencyOf(price);
  if (currency === null) return null;
  const { money: cost, owed, back, noted, isTaken } = decision;
  const nothing = { owed: NO_MONEY, back: NO_MONEY, noted: NO_MONEY };
  return { currency, cost, ...(isTaken ? { owed, back, noted } : nothing) };
}

const NOTHING_ASKED = { drawn: ZERO, overage: ZERO, dropped: ZERO, offset: ZERO } as const;

const refusalCode = (part: PartDecision | null, outcome: Outcome | undefined) =>
  part?.figures?.code ??
  (outcome !== undefined && !outcome.ok ? outcome.refusal.code : "insufficient_credits");

const transactionOf = (outcome: Outcome | undefined): TransactionId | null =>
  outcome?.ok ? outcome.transactionId : null;
