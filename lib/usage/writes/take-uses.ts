/**
 * Takes the credits that a batch of uses costs, by ledger commands within the ingest's own
 * transaction, and tells what became of each use and of the counters.
 */
import type { Context } from "@/lib/context";
import { atInstant } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { idText, newId } from "@/lib/ids";
import { postEachWithin } from "@/lib/ledger/post";
import type { DebitCommand, Outcome } from "@/lib/ledger/rules/command";
import { type Credits, nanocredits, plus, ZERO } from "@/lib/money/credits";
import { nanomoney } from "@/lib/money/money";
import { NOTHING_OWED } from "@/lib/rating/rules/owing";
import { currencyOf } from "@/lib/rating/rules/rate";
import type { ConcludedUse } from "../rules/conclude-event";
import { concludeUse, partsOf } from "../rules/conclude-use";
import type { Counters } from "../rules/decide-use";
import { fixedCost, stateOf } from "../rules/decide-use";
import type { UseSequence } from "../rules/decide-uses";
import { sequenceOf, sessionsOf, type UseGroup, type UseSession } from "../rules/group-uses";
import type { PlannedUse } from "../rules/plan-uses";
import { priceWindowOf } from "../rules/price-window";
import { type Fallen, payersOf } from "../rules/settle-use";
import { giveBackDraws } from "./give-back";
import { giveBackMoney } from "./give-back-money";

export type TakenUses = {
  readonly uses: ReadonlyMap<PlannedUse, ConcludedUse>;
  /** All counters as they came out. */
  readonly counters: Counters;
};

type Asked = { readonly group: UseGroup; readonly command: DebitCommand };
/** A use of its own that made the total cheaper, by so many credits or so much money. */
type Owed = { readonly group: UseGroup; readonly use: PlannedUse; readonly amount: bigint };
type Step = Asked | Owed;
/** What a use of its own has given back. */
type Back = { readonly creditsBack: Credits; readonly fallen?: Fallen };

/** @param before the counters of the uses, locked. */
export async function takeUses(
  tx: Tx,
  ctx: Context,
  { uses, before }: { readonly uses: readonly PlannedUse[]; readonly before: Counters },
): Promise<TakenUses> {
  const ledger = new Concluding(before);
  const sessions = sessionsOf(uses);
  for (;;) {
    const steps = sessions.flatMap((session) => ledger.nextOf(session)).toSorted(byTime);
    if (steps.length === 0) break;
    for (const owed of steps.filter(isOwed)) {
      const back = await giveBackFor(tx, ownOf(ctx, owed.group), owed, ledger.counters);
      ledger.conclude(owed.group, undefined, back);
    }
    const asked = steps.filter(isAsked);
    const outcomes = await postEachWithin(
      tx,
      asked.map(({ group, command }) => ({ ctx: ownOf(ctx, group), command })),
    );
    for (const [index, { group }] of asked.entries()) ledger.conclude(group, outcomes[index]);
  }
  return { uses: ledger.uses, counters: ledger.counters };
}

const isAsked = (step: Step): step is Asked => "command" in step;
const isOwed = (step: Step): step is Owed => "amount" in step;

async function giveBackFor(
  tx: Tx,
  ctx: Context,
  { use, amount }: Owed,
  counters: Counters,
): Promise<Back> {
  const { customer, feature, event, creditUnit, price, payers } = use;
  const back = {
    ...{ customerId: customer.id, featureId: feature.id },
    ...{ eventId: event.id, usedAt: event.countedAt },
    window: priceWindowOf(use, event.countedAt),
  };
  if (price !== null && currencyOf(price) !== null) {
    const owing = stateOf(counters, use.priceKey).owing ?? NOTHING_OWED;
    const given = await giveBackMoney(tx, ctx, {
      ...back,
      payers,
      owing,
      money: nanomoney(amount),
    });
    return { creditsBack: given.returned, fallen: given };
  }
  if (creditUnit === null) throw new RangeError("what gives credits back needs their unit");
  const owed = { ...back, creditUnit, amount: nanocredits(amount) };
  const given = await giveBackDraws(tx, ctx, owed);
  return { creditsBack: given.returned };
}

/** The asking at the time that the group's customer lives at. */
function ownOf(ctx: Context, [first]: UseGroup): Context {
  const at = first?.customer.clockAt;
  return at ? atInstant(ctx, at) : ctx;
}

const byTime = ({ group: a }: Step, { group: b }: Step) => {
  const [first, second] = [a[0]?.event, b[0]?.event];
  if (first === undefined || second === undefined) return 0;
  return first.countedAt.getTime() - second.countedAt.getTime() || first.index - second.index;
};

/** The batch's state between waves: what is concluded, and the counters so far. */
class Concluding {
  readonly uses = new Map<PlannedUse, ConcludedUse>();
  private readonly states: Map<string, NonNullable<ReturnType<Counters["get"]>>>;
  private readonly taken = new Takings();

  constructor(before: Counters) {
    this.states = new Map(before);
  }

  get counters(): Counters {
    return this.states;
  }

  /** What a session asks of the ledger next; what costs nothing is concluded without asking. */
  nextOf(session: UseSession): readonly Step[] {
    const steps: Step[] = [];
    for (let group = session.next(this.states); group; group = session.next(this.states)) {
      const sequence = sequenceOf(group, this.states);
      if (sequence.isFree()) {
        this.conclude(group, undefined);
        continue;
      }
      steps.push(stepOf(group, sequence, this.states));
      if (!session.isOrderFree) break;
    }
    return steps;
  }

  conclude(group: UseGroup, outcome: Outcome | undefined, back?: Back): void {
    const sequence = sequenceOf(group, this.states);
    const decided = back ? [fallenPart(back)] : partsOf(group, outcome);
    const concluded = sequence.conclude(decided);
    for (const [index, use] of group.entries()) {
      const decision = concluded.uses[index];
      if (decision === undefined) throw new RangeError("a use was not decided");
      const part = decided[index] ?? null;
      const creditsBack = back?.creditsBack ?? ZERO;
      const takenBefore = this.taken.of(use);
      const own = concludeUse(use, { decision, part, outcome, creditsBack, takenBefore });
      this.uses.set(use, own);
      this.taken.add(use, own.credits);
    }
    for (const [key, state] of concluded.after) this.states.set(key, state);
  }
}

/** What the batch has taken so far, by customer and member. */
class Takings {
  private readonly sums = new Map<string, Credits>();

  of = (use: PlannedUse): Credits => this.sums.get(takerOf(use)) ?? ZERO;

  add(use: PlannedUse, credits: Credits): void {
    this.sums.set(takerOf(use), plus(this.of(use), credits));
  }
}

const takerOf = ({ customer, event }: PlannedUse) => `${customer.id}\t${event.member ?? ""}`;

const fallenPart = ({ fallen }: Back) => ({ status: "taken", ...(fallen && { fallen }) }) as const;

function stepOf(group: UseGroup, sequence: UseSequence, counters: Counters): Step {
  const [use] = group;
  const amount = sequence.amountOf(0, []);
  if (use !== undefined && amount < 0n) return { group, use, amount: -amount };
  return { group, command: commandOf(group, sequence, counters) };
}

function commandOf(group: UseGroup, sequence: UseSequence, counters: Counters): DebitCommand {
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
    ...(price && currencyOf(price) !== null && { inMoney: payersOf(first, counters) }),
    ...(price?.overage && { overagePrice: { chargeId: price.id, ...price.overage } }),
  };
}

/** A group has one unit; uses without price are only in groups that ask nothing. */
function payingUnit(group: UseGroup): string {
  const unit = group.find(({ creditUnit }) => creditUnit !== null)?.creditUnit;
  if (!unit) throw new RangeError("a use that costs credits needs their unit");
  return unit;
}
