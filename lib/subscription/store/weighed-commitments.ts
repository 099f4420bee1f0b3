/** What stands against commitments: what credits paid for, what invoices asked, what was brought along. */
import type { Catalog, Commitment, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, FeatureId, SubscriptionId } from "@/lib/ids";
import { type Money, NO_MONEY } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import { type Committed, type Counted, countsTowards, passesOn } from "../rules/commitment";
import { type Measure, worthOfAsked, worthOfDrawn } from "../rules/commitment-worth";
import { committedOf, loadRivals } from "./commitment-rivals";
import {
  type DrawnUse,
  loadAskedUse,
  loadDrawnUse,
  loadSettled,
  loadUnitWorth,
  type SettledPeriod,
} from "./commitments";
import { loadPauses } from "./pause-spans";
import { type LeftBefore, loadLeftBefore } from "./successors";

export type WeighedAsk = {
  readonly subscription: {
    readonly id: SubscriptionId;
    readonly customerId: CustomerId;
    readonly course: { readonly startedAt: Date };
  };
  readonly catalog: Catalog;
  readonly version: PlanVersion;
  readonly commitment: Commitment;
  /** As far as it was lived. */
  readonly lived: Period;
  /** By when it is weighed: a close may come after what it closes. */
  readonly at: Date;
};

export type Weighed = {
  readonly measure: Measure;
  /** Rolled from the period before. */
  readonly brought: bigint;
  /** Without what is not invoiced yet. */
  readonly counted: Counted;
  readonly pauses: readonly Period[];
};

type Asking = WeighedAsk & {
  readonly before: SettledPeriod | undefined;
  /** What use of that period counted towards it: its own subscription, or the one before it. */
  readonly beforeAs: Committed<FeatureId>;
};

/** In the order asked for. */
export async function weighCommitments(
  tx: Tx,
  asked: readonly WeighedAsk[],
): Promise<readonly Weighed[]> {
  if (asked.length === 0) return [];
  const ids = asked.map(({ subscription }) => subscription.id);
  const settled = await loadSettled(tx, ids);
  const left = await loadLeftBefore(tx, ids);
  const asking = asked.map((one) => withBefore(one, settled, left.get(one.subscription.id)));
  const { now, late } = await loadDrawn(tx, asking);
  const money = await loadAskedUse(tx, asking.map(askedSince));
  const worth = await loadUnitWorth(tx, [
    ...new Set(asking.map(({ subscription }) => subscription.customerId)),
  ]);
  const latest = new Date(Math.max(...asking.map(({ at }) => at.getTime())));
  const pauses = await loadPauses(tx, ids, latest);
  return asking.map((one, index): Weighed => {
    const measure = measureOf(one, worth);
    const { before, subscription } = one;
    const counted = {
      drawn: worthOf(now[index] ?? [], measure),
      late: before ? worthOf(late[index] ?? [], measure) - before.drawn : 0n,
      asked: worthOfAsked(measure, money[index] ?? NO_MONEY),
    };
    const brought = before?.isRolled ? before.missing : 0n;
    return { measure, brought, counted, pauses: pauses.get(subscription.id) ?? [] };
  });
}

function withBefore(
  one: WeighedAsk,
  settled: readonly SettledPeriod[],
  left: LeftBefore | undefined,
): Asking {
  const { subscription, catalog, version, lived } = one;
  const own = committedOf(version, subscription.course.startedAt);
  const isBefore = ({ subscriptionId, period }: SettledPeriod) =>
    subscriptionId === subscription.id && period.start < lived.start;
  const before = settled.find(isBefore);
  const plan = left && catalog.planVersions.get(left.planVersionId);
  if (before || !left || !plan || !passesOn(plan, version)) {
    return { ...one, before, beforeAs: own };
  }
  return { ...one, before: left.settled, beforeAs: committedOf(plan, left.startedAt) };
}

const askedSince = ({ subscription, lived, at }: Asking) => ({
  subscriptionId: subscription.id,
  period: { start: lived.start, end: at },
});

const worthOf = (uses: readonly DrawnUse[], measure: Measure): bigint =>
  uses.reduce((sum, use) => sum + worthOfDrawn(measure, use), 0n);

/** What credits paid for in each period, and by now in the one before it, as far as it counts here. */
async function loadDrawn(tx: Tx, asking: readonly Asking[]) {
  const drawn = await loadDrawnUse(tx, [
    ...asking.map(({ subscription: { customerId }, lived, at }) => ({
      ...{ customerId, period: lived, settledAt: at },
    })),
    ...asking.map(({ subscription: { customerId }, lived: { start }, before }) => ({
      ...{ customerId, period: before?.period ?? { start, end: start }, settledAt: start },
    })),
  ]);
  const rivals = await loadRivals(
    tx,
    asking.map(({ lived: period, ...of }) => ({ ...of, period })),
  );
  const counting = (place: number, own: Committed<FeatureId>, uses: readonly DrawnUse[] = []) =>
    uses.filter(({ featureId }) => countsTowards(own, rivals[place] ?? [], featureId));
  return {
    now: asking.map(({ version, subscription: { course } }, index) =>
      counting(index, committedOf(version, course.startedAt), drawn[index]),
    ),
    late: asking.map(({ beforeAs }, index) =>
      counting(index, beforeAs, drawn[asking.length + index]),
    ),
  };
}

/** A credit of a commitment costs what one of overage does, or what the customer's wallet takes it for. */
function measureOf(
  { version, commitment, subscription }: Asking,
  worth: ReadonlyMap<string, Money>,
): Measure {
  const { unit } = commitment;
  const { currency, overage } = version;
  if (unit.kind === "money") return { unit, currency, price: null };
  const rate = worth.get(`${subscription.customerId}/${unit.creditUnit}/${currency}`) ?? null;
  return { unit, currency, price: overage?.unitPrice ?? rate };
}
