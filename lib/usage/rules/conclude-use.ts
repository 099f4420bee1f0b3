/** What became of a use, from what was decided and what the ledger made of it. */
import type { TransactionId } from "@/lib/ids";
import type { Outcome, PartDecision } from "@/lib/ledger/rules/command";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { currencyOf } from "@/lib/rating/rules/rate";
import { type ConcludedUse, priceName } from "./conclude-event";
import type { DecidedUse } from "./decide-uses";
import type { UseGroup } from "./group-uses";
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
};

export function concludeUse(use: PlannedUse, concluded: Concluded): ConcludedUse {
  const { decision, outcome, creditsBack } = concluded;
  const part = concluded.part !== null && "drawn" in concluded.part ? concluded.part : null;
  const asked = {
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
  };
  if (!decision.isTaken) {
    const isLimit = decision.isBeyondCeiling || part?.refusal === "member_limit";
    const code = isLimit ? "limit_reached" : refusalCode(outcome);
    return { ...asked, ...NOTHING_TAKEN, refusedCredits: decision.credits, code };
  }
  const credits = part === null ? ZERO : plus(part.drawn, part.overage);
  return {
    ...asked,
    credits,
    creditsBack,
    dropped: part?.dropped ?? ZERO,
    refusedCredits: ZERO,
    // What took nothing has no slice of the transaction that its neighbours paid in.
    transactionId: credits > ZERO ? transactionOf(outcome) : null,
    offset: part?.offset ?? ZERO,
    code: decision.linkedEventId === null ? null : "charged_before",
  };
}

function moneyOf({ price }: PlannedUse, decision: DecidedUse): ConcludedUse["money"] {
  const currency = price && currencyOf(price);
  if (currency === null) return null;
  const { money: cost, owed, back, noted, isTaken } = decision;
  const nothing = { owed: NO_MONEY, back: NO_MONEY, noted: NO_MONEY };
  return { currency, cost, ...(isTaken ? { owed, back, noted } : nothing) };
}

const NOTHING_TAKEN = {
  credits: ZERO,
  creditsBack: ZERO,
  dropped: ZERO,
  transactionId: null,
  offset: ZERO,
} as const;

const refusalCode = (outcome: Outcome | undefined) =>
  outcome !== undefined && !outcome.ok ? outcome.refusal.code : "insufficient_credits";

const transactionOf = (outcome: Outcome | undefined): TransactionId | null =>
  outcome?.ok ? outcome.transactionId : null;
