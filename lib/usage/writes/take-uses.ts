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
import { type Credits, minus, ZERO } from "@/lib/money/credits";
import type { ConcludedUse } from "../rules/conclude-event";
import { concludeUse, partsOf } from "../rules/conclude-use";
import type { Counters } from "../rules/decide-use";
import { fixedCost } from "../rules/decide-use";
import type { UseSequence } from "../rules/decide-uses";
import { sequenceOf, sessionsOf, type UseGroup, type UseSession } from "../rules/group-uses";
import type { PlannedUse } from "../rules/plan-uses";
import { priceWindowOf } from "../rules/price-window";
import { giveBackDraws } from "./give-back";

export type TakenUses = {
  readonly uses: ReadonlyMap<PlannedUse, ConcludedUse>;
  /** All counters as they came out. */
  readonly counters: Counters;
};

type Asked = { readonly group: UseGroup; readonly command: DebitCommand };
/** A use of its own that made the total cheaper. */
type Owed = { readonly group: UseGroup; readonly use: PlannedUse; readonly amount: Credits };
type Step = Asked | Owed;

/** @param before the counters of the uses, locked. */
export async function takeUses(
  tx: Tx,
  ctx: Context,
  { uses, before }: { readonly uses: readonly PlannedUse[]; readonly before: Counters },
): Promise<TakenUses> {
  const ledger = new Concluding(before);
  let waiting = sessionsOf(uses).map(({ groups, isOrderFree }) => ({ groups, isOrderFree }));
  while (waiting.length > 0) {
    const steps = waiting.flatMap((session) => ledger.nextOf(session)).toSorted(byTime);
    for (const { group, use, amount } of steps.filter(isOwed)) {
      const { returned } = await giveBackFor(tx, ownOf(ctx, group), { use, amount });
      ledger.conclude(group, undefined, returned);
    }
    const asked = steps.filter(isAsked);
    const outcomes = await postEachWithin(
      tx,
      asked.map(({ group, command }) => ({ ctx: ownOf(ctx, group), command })),
    );
    for (const [index, { group }] of asked.entries()) ledger.conclude(group, outcomes[index]);
    waiting = waiting.filter(({ groups }) => groups.some((group) => !ledger.has(group)));
  }
  return { uses: ledger.uses, counters: ledger.counters };
}

const isAsked = (step: Step): step is Asked => "command" in step;
const isOwed = (step: Step): step is Owed => "amount" in step;

function giveBackFor(tx: Tx, ctx: Context, { use, amount }: Pick<Owed, "use" | "amount">) {
  const { customer, feature, event, creditUnit } = use;
  if (creditUnit === null) throw new RangeError("what gives credits back needs their unit");
  return giveBackDraws(tx, ctx, {
    ...{ customerId: customer.id, featureId: feature.id, creditUnit, amount },
    ...{ eventId: event.id, usedAt: event.countedAt },
    window: priceWindowOf(use, event.countedAt),
  });
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
  nextOf({ groups, isOrderFree }: Pick<UseSession, "groups" | "isOrderFree">): readonly Step[] {
    const steps: Step[] = [];
    for (const group of groups) {
      if (this.has(group)) continue;
      const sequence = sequenceOf(group, this.states);
      if (sequence.isFree()) {
        this.conclude(group, undefined);
        continue;
      }
      steps.push(stepOf(group, sequence));
      if (!isOrderFree) break;
    }
    return steps;
  }

  conclude(group: UseGroup, outcome: Outcome | undefined, creditsBack = ZERO): void {
    const sequence = sequenceOf(group, this.states);
    const decided = partsOf(group, outcome);
    const concluded = sequence.conclude(decided);
    for (const [index, use] of group.entries()) {
      const decision = concluded.uses[index];
      if (decision === undefined) throw new RangeError("a use was not decided");
      const part = decided[index] ?? null;
      this.uses.set(use, concludeUse(use, { decision, part, outcome, creditsBack }));
    }
    for (const [key, state] of concluded.after) this.states.set(key, state);
    this.done.add(group);
  }
}

function stepOf(group: UseGroup, sequence: UseSequence): Step {
  const [use] = group;
  const amount = sequence.amountOf(0, []);
  if (use !== undefined && amount < ZERO) return { group, use, amount: minus(ZERO, amount) };
  return { group, command: commandOf(group, sequence) };
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
