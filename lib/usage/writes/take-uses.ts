/**
 * Takes the credits that a batch of uses costs, by ledger commands within the ingest's own
 * transaction, and tells what became of each use and of the counters.
 */
import type { Context } from "@/lib/context";
import { atInstant } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { idText, newId, type TransactionId } from "@/lib/ids";
import { postEachWithin } from "@/lib/ledger/post";
import type { DebitCommand, Outcome, PartDecision } from "@/lib/ledger/rules/command";
import { plus, ZERO } from "@/lib/money/credits";
import { type ConcludedUse, priceName } from "../rules/conclude-event";
import type { Counters } from "../rules/decide-use";
import { fixedCost } from "../rules/decide-use";
import type { DecidedUse, UseSequence } from "../rules/decide-uses";
import { sequenceOf, sessionsOf, type UseGroup, type UseSession } from "../rules/group-uses";
import type { PlannedUse } from "../rules/plan-uses";

export type TakenUses = {
  readonly uses: ReadonlyMap<PlannedUse, ConcludedUse>;
  /** All counters as they came out. */
  readonly counters: Counters;
};

type Asked = { readonly group: UseGroup; readonly command: DebitCommand };

/** @param before the counters of the uses, locked. */
export async function takeUses(
  tx: Tx,
  ctx: Context,
  { uses, before }: { readonly uses: readonly PlannedUse[]; readonly before: Counters },
): Promise<TakenUses> {
  const ledger = new Concluding(before);
  let waiting = sessionsOf(uses).map(({ groups, isOrderFree }) => ({ groups, isOrderFree }));
  while (waiting.length > 0) {
    const asked = waiting.flatMap((session) => ledger.nextOf(session));
    const outcomes = await postEachWithin(
      tx,
      asked.toSorted(byTime).map(({ group, command }) => ({ ctx: ownOf(ctx, group), command })),
    );
    for (const [index, { group }] of asked.toSorted(byTime).entries()) {
      ledger.conclude(group, outcomes[index]);
    }
    waiting = waiting.filter(({ groups }) => groups.some((group) => !ledger.has(group)));
  }
  return { uses: ledger.uses, counters: ledger.counters };
}

/** The asking at the time that the group's customer lives at. */
function ownOf(ctx: Context, [first]: UseGroup): Context {
  const at = first?.customer.clockAt;
  return at ? atInstant(ctx, at) : ctx;
}

const byTime = ({ group: a }: Asked, { group: b }: Asked) => {
  const [first, second] = [a[0]?.event, b[0]?.event];
  if (first === undefined || second === undefined) return 0;
  return first.countedAt.getTime() - second.countedAt.getTime() || first.index - second.index;
};

/** The batch's state between waves: what is concluded, and the counters so far. */
class Concluding {
  readonly uses = new Map<PlannedUse, ConcludedUse>();
  private readonly done = new Set<UseGroup>();
  private readonly states: Map<string, NonNullable<ReturnType<Counters["get"]>>>;

  constructor(before: Counters) {
    this.states = new Map(before);
  }

  get counters(): Counters {
    return this.states;
  }

  has(group: UseGroup): boolean {
    return this.done.has(group);
  }

  /** What a session asks of the ledger next; what costs nothing is concluded without asking. */
  nextOf({ groups, isOrderFree }: Pick<UseSession, "groups" | "isOrderFree">): readonly Asked[] {
    const asked: Asked[] = [];
    for (const group of groups) {
      if (this.has(group)) continue;
      const sequence = sequenceOf(group, this.states);
      if (sequence.isFree()) {
        this.conclude(group, undefined);
        continue;
      }
      asked.push({ group, command: commandOf(group, sequence) });
      if (!isOrderFree) break;
    }
    return asked;
  }

  conclude(group: UseGroup, outcome: Outcome | undefined): void {
    const sequence = sequenceOf(group, this.states);
    const decided = decisionsOf(group, outcome);
    const concluded = sequence.conclude(decided);
    for (const [index, use] of group.entries()) {
      const decision = concluded.uses[index];
      if (decision === undefined) throw new RangeError("a use was not decided");
      const part = decided[index] ?? null;
      this.uses.set(use, concludeUse(use, { decision, part, outcome }));
    }
    for (const [key, state] of concluded.after) this.states.set(key, state);
    this.done.add(group);
  }
}

function commandOf(group: UseGroup, sequence: UseSequence): DebitCommand {
  const [first] = group;
  if (first === undefined) throw new RangeError("a command needs a use");
  const { event, customer, feature, price } = first;
  // Of this attempt alone: the claimed events make a batch act once, and a replay acts anew.
  const reference = `usage:${newId()}`;
  const groupIds = new Set(group.map((use) => use.event.groupId));
  return {
    kind: "debit",
    customerId: customer.id,
    reference,
    cause: { kind: "usage", id: idText("evt", event.id) },
    walletId: null,
    creditUnit: payingUnit(group),
    featureId: feature.id,
    member: event.member,
    groupId: groupIds.size === 1 ? event.groupId : null,
    parts: group.map((use, index) => ({
      eventId: use.event.id,
      at: use.event.countedAt,
      amount: fixedCost(use) ?? ((decided) => sequence.amountOf(index, decided)),
    })),
    ...(price?.overage && { overagePrice: { chargeId: price.id, ...price.overage } }),
  };
}

/** A group has one unit; uses without price are only in groups that ask nothing. */
function payingUnit(group: UseGroup): string {
  const unit = group.find(({ creditUnit }) => creditUnit !== null)?.creditUnit;
  if (!unit) throw new RangeError("a use that costs credits needs their unit");
  return unit;
}

/** The ledger's decisions use by use; nothing where it was not asked. */
function decisionsOf(
  group: UseGroup,
  outcome: Outcome | undefined,
): readonly (PartDecision | { readonly status: "refused" } | null)[] {
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
  readonly part: PartDecision | { readonly status: "refused" } | null;
  readonly outcome: Outcome | undefined;
};

function concludeUse(use: PlannedUse, concluded: Concluded): ConcludedUse {
  const { decision, outcome } = concluded;
  const part = concluded.part !== null && "drawn" in concluded.part ? concluded.part : null;
  const asked = {
    featureId: use.feature.id,
    quantity: decision.added,
    value: use.quantity,
    total: decision.total,
    included: decision.included,
    billable: decision.billable,
    price: priceName(use),
    isTaken: decision.isTaken,
    linkedEventId: decision.linkedEventId,
  };
  if (!decision.isTaken) {
    const code = decision.isBeyondCeiling ? "limit_reached" : refusalCode(outcome);
    return { ...asked, ...NOTHING_TAKEN, refusedCredits: decision.credits, code };
  }
  const credits = part === null ? ZERO : plus(part.drawn, part.overage);
  return {
    ...asked,
    credits,
    dropped: part?.dropped ?? ZERO,
    refusedCredits: ZERO,
    // What took nothing has no slice of the transaction that its neighbours paid in.
    transactionId: credits > ZERO ? transactionOf(outcome) : null,
    offset: part?.offset ?? ZERO,
    code: decision.linkedEventId === null ? null : "charged_before",
  };
}

const NOTHING_TAKEN = { credits: ZERO, dropped: ZERO, transactionId: null, offset: ZERO } as const;

const refusalCode = (outcome: Outcome | undefined) =>
  outcome !== undefined && !outcome.ok ? outcome.refusal.code : "insufficient_credits";

const transactionOf = (outcome: Outcome | undefined): TransactionId | null =>
  outcome?.ok ? outcome.transactionId : null;
