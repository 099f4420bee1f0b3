/**
 * How the uses of a batch become ledger commands: one a customer, feature, member, local day
 * and billing period. Commands that share counters go one after the other, in waves; the
 * others of a batch go together. A use that may give credits back stands alone: it is no debit.
 */
import type { CustomerId } from "@/lib/ids";
import { memberWindow } from "@/lib/ledger/rules/member-window";
import { dayOfUse } from "@/lib/metering/rules/window";
import { type Counters, fixedCost, mayGiveBack } from "./decide-use";
import { UseSequence } from "./decide-uses";
import type { PlannedUse } from "./plan-uses";

/** Uses that one command takes, in order of time, then of the request. */
export type UseGroup = readonly PlannedUse[];

/** The groups of one customer and feature, which may share counters; in order of time. */
export type UseSession = {
  readonly customerId: CustomerId;
  readonly groups: readonly UseGroup[];
  /** Each use costs the same wherever it stands, so its groups need not wait for each other. */
  readonly isOrderFree: boolean;
};

export function sessionsOf(uses: readonly PlannedUse[]): readonly UseSession[] {
  const sorted = uses.toSorted(byTime);
  return [...grouped(sorted, sessionKey).values()].map((session): UseSession => {
    const [first] = session;
    return {
      customerId: first.customer.id,
      groups: session.some(mayGiveBack) ? runsOf(session) : groupsOf(session),
      isOrderFree: session.every((use) => fixedCost(use) !== null),
    };
  });
}

const groupsOf = (session: readonly PlannedUse[]) => [...grouped(session, commandKey).values()];

/** In strict order of time: what gives back depends on all that was taken before it. */
function runsOf(session: readonly PlannedUse[]): readonly UseGroup[] {
  const runs: PlannedUse[][] = [];
  for (const use of session) {
    const last = runs.at(-1);
    const [before] = last ?? [];
    const goesOn =
      before && !mayGiveBack(before) && !mayGiveBack(use) && commandKey(before) === commandKey(use);
    if (last && goesOn) last.push(use);
    else runs.push([use]);
  }
  return runs;
}

/** The sequence of a group, from what its counters say. */
export const sequenceOf = (group: UseGroup, counters: Counters) => {
  const own = new Map(
    group
      .flatMap(({ usedKey, priceKey, seenKey, once }) => [
        usedKey,
        priceKey,
        seenKey,
        once?.key ?? null,
      ])
      .flatMap((key) => {
        const state = key === null ? undefined : counters.get(key);
        return key === null || state === undefined ? [] : [[key, state] as const];
      }),
  );
  return new UseSequence(own, group);
};

const byTime = (a: PlannedUse, b: PlannedUse) =>
  a.event.countedAt.getTime() - b.event.countedAt.getTime() || a.event.index - b.event.index;

const sessionKey = ({ customer, feature }: PlannedUse) => `${customer.id}/${feature.id}`;

function commandKey({ event, customer, periodStart, creditUnit, price }: PlannedUse): string {
  return JSON.stringify([
    dayOfUse(event.countedAt, customer.zone),
    periodStart.getTime(),
    creditUnit,
    // One command has one overage price.
    price?.overage ? price.id : "",
    event.member,
    // With several subscriptions, another one's period may be the member's.
    event.member !== null && customer.subscriptions.length > 1
      ? memberWindow(customer, event.countedAt).start.getTime()
      : 0,
  ]);
}

type NonEmpty<T> = [T, ...T[]];

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, NonEmpty<T>> {
  const groups = new Map<string, NonEmpty<T>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
