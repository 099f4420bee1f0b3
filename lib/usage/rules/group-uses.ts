/**
 * How the uses of a batch become ledger commands: one a customer, feature, member, local day,
 * billing period and, where events of several are replayed together, API key. Commands that share counters go one after the other, in waves; the
 * others of a batch go together. A use that may give credits back stands alone: it is no debit.
 */
import { memberWindow } from "@/lib/ledger/rules/member-window";
import { dayOfUse } from "@/lib/metering/rules/window";
import { currencyOf } from "@/lib/rating/rules/rate";
import { type CounterState, type Counters, fixedCost } from "./decide-use";
import { UseSequence } from "./decide-uses";
import type { PlannedUse } from "./plan-uses";
import { mayFall, Reach } from "./use-runs";

/** Uses that one command takes, in order of time, then of the request. */
export type UseGroup = readonly PlannedUse[];

/** The uses of one customer and feature, which may share counters; in order of time. */
export class UseSession {
  /** Each use costs the same wherever it stands, so its groups need not wait for each other. */
  readonly isOrderFree: boolean;
  private readonly hasFalls: boolean;
  /** Where nothing falls, the groups are known beforehand. */
  private readonly groups: UseGroup[];
  private readonly uses: PlannedUse[];

  constructor(uses: readonly PlannedUse[]) {
    this.isOrderFree = uses.every((use) => fixedCost(use) !== null);
    this.hasFalls = uses.some(mayFall);
    this.groups = this.hasFalls ? [] : [...grouped(uses, commandKey).values()];
    this.uses = this.hasFalls ? [...uses] : [];
  }

  /** Takes out the group that is next, once those before it are concluded. */
  next(counters: Counters): UseGroup | undefined {
    return this.hasFalls ? this.nextRun(counters) : this.groups.shift();
  }

  /** In strict order of time: what gives back depends on all that was taken before it. */
  private nextRun(counters: Counters): UseGroup | undefined {
    const reach = new Reach(counters);
    const [first] = this.uses;
    if (first === undefined) return undefined;
    if (reach.fallsBy(first)) return this.uses.splice(0, 1);
    const end = this.uses.findIndex((use) => {
      if (reach.fallsBy(use) || commandKey(use) !== commandKey(first)) return true;
      reach.add(use);
      return false;
    });
    return this.uses.splice(0, end < 0 ? this.uses.length : end);
  }
}

export const sessionsOf = (uses: readonly PlannedUse[]): readonly UseSession[] =>
  [...grouped(uses.toSorted(byTime), sessionKey).values()].map((own) => new UseSession(own));

/** The sequence of a group, from what its counters say. */
export function sequenceOf(group: UseGroup, counters: Counters): UseSequence {
  const own = new Map<string, CounterState>();
  for (const { usedKey, priceKey, seenKey, once } of group) {
    for (const key of [usedKey, priceKey, seenKey, once?.key]) {
      const state = key ? counters.get(key) : undefined;
      if (key && state) own.set(key, state);
    }
  }
  return new UseSequence(own, group);
}

const byTime = (a: PlannedUse, b: PlannedUse) =>
  a.event.countedAt.getTime() - b.event.countedAt.getTime() || a.event.index - b.event.index;

const sessionKey = ({ customer, feature }: PlannedUse) => `${customer.id}/${feature.id}`;

function commandKey({ event, customer, periodStart, creditUnit, price }: PlannedUse): string {
  // One command has one overage price, and one counter that knows what wallets have covered.
  const priceId = price && (price.overage || currencyOf(price) !== null) ? price.id : "";
  const isOfOneOfMany = event.member !== null && customer.subscriptions.length > 1;
  // With several subscriptions, another one's period may be the member's.
  const window = isOfOneOfMany ? +memberWindow(customer, event.countedAt).start : 0;
  const day = dayOfUse(event.countedAt, customer.zone);
  const counted = `${day}/${+periodStart}/${priceId}/${window}/${creditUnit ?? ""}`;
  return `${counted}/${event.apiKeyId ?? ""}/${event.member ?? ""}`;
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
