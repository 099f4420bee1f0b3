/** Changes as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import { type CreditWrite, foreseeWrite, performWrite } from "@/lib/ledger/foresee-write";
import { addDuration } from "@/lib/time/duration";
import { type Day, type DayOfBalance, daysBetween } from "../rules/balance-ahead";
import { featureChanges } from "../rules/feature-changes";
import type {
  ChangeInput,
  ChangePreview,
  ChangeView,
  DailyBalancesView,
  FeatureChangeView,
} from "../schema/change";
import type { Subscription } from "../store";
import { findUsedLately } from "../store/used-lately";
import { dailyBalancesView } from "../view/daily-balances";
import { featureChangeView } from "../view/feature-change";
import { catchUp } from "./catch-up";
import { changeSubscriptionOnce, lockOwner } from "./change-subscription";
import { dailyBalances, lookAhead, lookAheadFrom } from "./foresee-balance";
import { prepareChange } from "./prepare-change";
import { asShown, fingerprintOf } from "./shown-moment";

type Changed = { readonly view: ChangeView; readonly isReplayed: boolean };

const changing = (id: SubscriptionId, input: ChangeInput): CreditWrite<Changed> => ({
  run: (inside) => changeSubscriptionOnce(inside, id, input),
  customerOf: ({ view }) => CustomerId.parse(view.customerId),
  told: ({ view: { status, mode, dueAt, outcome } }) => ({ status, mode, dueAt, outcome }),
  isRepeat: ({ isReplayed }) => isReplayed,
});

/** What a change would come to; changes nothing. @throws DomainError as `changeSubscription`. */
export async function foreseeChange(
  ctx: Context,
  id: SubscriptionId,
  input: ChangeInput,
): Promise<ChangePreview> {
  const write = { ...changing(id, input), run: (inside: Context) => weighDays(inside, id, input) };
  const { answer, fingerprint } = await foreseeWrite(ctx, write);
  const { view: change, daily, features } = answer;
  return { change, features, daily, fingerprint: fingerprintOf(fingerprint, ctx.at) };
}

type Weighed = Changed & {
  readonly daily: DailyBalancesView;
  readonly features: readonly FeatureChangeView[];
};

/** The change, and the days after it beside the days without it. */
function weighDays(asking: Context, id: SubscriptionId, input: ChangeInput): Promise<Weighed> {
  return transact(asking, async (tx) => {
    await lockOwner(tx, asking, id);
    const { ctx, subscription } = await catchUp(tx, asking, id);
    const { customerId, course } = subscription;
    const unchanged = await lookAhead(tx, ctx, customerId);
    const changed = await changeSubscriptionOnce(asking, id, input);
    // By API the change itself may publish its plan, so the plans are compared once it has.
    const features = changed.isReplayed
      ? []
      : await weighFeatures(tx, ctx, { subscription, input });
    const end = new Date(changed.view.outcome.periodEnd);
    const days = daysBetween(ctx.at, end, course.zone);
    const daily = dailyBalancesView(course.zone, {
      unchanged: dailyBalances(unchanged, days),
      changed: await changedDays(tx, ctx, { customerId, change: changed.view, days }),
    });
    return { ...changed, daily, features };
  });
}

/** So far back use is told of what changes. */
const LATELY = { count: -7, unit: "DAY" } as const;

/** What becomes of each feature, and how much it was used lately. */
async function weighFeatures(
  tx: Tx,
  ctx: Context,
  { subscription, input }: { readonly subscription: Subscription; readonly input: ChangeInput },
): Promise<readonly FeatureChangeView[]> {
  const { catalog, from, to } = await prepareChange(tx, ctx, subscription, input);
  const changes = featureChanges(from.version, to.version);
  const used = await findUsedLately(tx, subscription.customerId, {
    featureIds: changes.map(({ featureId }) => featureId),
    since: addDuration(ctx.at, LATELY, subscription.course.zone),
  });
  return changes.flatMap((change) =>
    featureChangeView(catalog, change, used.get(change.featureId)),
  );
}

/** One that is to come is carried out as it will be, so that what it then gives back is foreseen. */
async function changedDays(
  tx: Tx,
  ctx: Context,
  {
    customerId,
    change: { status, dueAt },
    days,
  }: {
    readonly customerId: CustomerId;
    readonly change: ChangeView;
    readonly days: readonly Day[];
  },
): Promise<readonly DayOfBalance[]> {
  const until = dailyBalances(await lookAhead(tx, ctx, customerId), days);
  if (status !== "SCHEDULED") return until;
  const at = new Date(dueAt);
  const outlook = await lookAheadFrom(tx, ctx, { customerId, at });
  const after = days.filter(({ end }) => end > at);
  if (!outlook) return until;
  return [...until.slice(0, days.length - after.length), ...dailyBalances(outlook, after)];
}

/** @throws DomainError as `changeSubscription`; `stale_preview` if the fingerprint does not fit. */
export function changeAsShown(
  ctx: Context,
  id: SubscriptionId,
  {
    input,
    fingerprint,
  }: { readonly input: ChangeInput; readonly fingerprint?: string | undefined },
): Promise<Changed> {
  if (fingerprint === undefined) return changeSubscriptionOnce(ctx, id, input);
  const shown = asShown(ctx, fingerprint);
  return performWrite(shown.ctx, changing(id, input), shown.hash);
}
