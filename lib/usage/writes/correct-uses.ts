/** Takes a kept event's uses back, whole or in part: counters, seen values, credits. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { idText } from "@/lib/ids";
import { countsOf } from "@/lib/metering/rules/aggregation";
import { isAdditive } from "@/lib/metering/rules/running-total";
import { max, min, minus, plus, ZERO } from "@/lib/money/credits";
import { addMoney, NO_MONEY, nanomoney } from "@/lib/money/money";
import { nanounits, type Quantity } from "@/lib/money/quantity";
import { NOTHING_OWED, type Owing } from "@/lib/rating/rules/owing";
import type { ConcludedUse } from "../rules/conclude-event";
import { type CorrectedUse, correctUse } from "../rules/correct-use";
import { counterKeyText } from "../rules/counter-key";
import { type Counters, EMPTY_COUNTER, stateOf } from "../rules/decide-use";
import type { IncomingEvent } from "../rules/incoming-event";
import { type PlannedUse, plannedUse, priceUse } from "../rules/plan-uses";
import { priceWindowOf } from "../rules/price-window";
import type { Fallen } from "../rules/settle-use";
import type { CustomerFacts } from "../rules/terms";
import { lockCounters, updateCounters } from "../store/counters";
import { sumReversedByHand } from "../store/draws";
import { type Remaining, remainingTotal } from "../store/remaining-total";
import { loadDroppedBefore } from "../store/retention";
import { releaseSeen } from "../store/seen-values";
import {
  type GiveBack,
  type GivenBack,
  giveBackDraws,
  giveBackSlice,
  NOTHING_BACK,
  stillOwed,
  together,
} from "./give-back";
import { giveBackMoney } from "./give-back-money";
import { counterKeysOf } from "./ingest-batch";

export type UsesAsked = {
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts;
  /** Those that were taken. */
  readonly kept: readonly ConcludedUse[];
  /** What the one use is to count for; null: the event is void. */
  readonly quantity: Quantity | null;
  readonly reason: string;
};

export type ReducedUse = {
  readonly kept: ConcludedUse;
  /** As it stands now. */
  readonly use: ConcludedUse;
  readonly given: Given;
};

/** Credits; and of a price in money what the invoice asks less, or an invoice has asked too much. */
export type Given = GivenBack & Partial<Fallen> & { readonly currency?: string };

/** @throws DomainError `invalid_state` where less use would count or cost more, or its price is another. */
export async function correctUses(
  tx: Tx,
  ctx: Context,
  asked: UsesAsked,
): Promise<readonly ReducedUse[]> {
  const planned = await planKept(tx, ctx, asked);
  const keys = counterKeysOf(planned.map(({ use }) => use));
  const before = await lockCounters(tx, ctx.organizationId, [...keys.values()]);
  const reduced: ReducedUse[] = [];
  for (const { kept, use } of planned) {
    if (asked.quantity !== null) refuseRise(kept, use, asked.quantity);
    reduced.push(await reduceUse(tx, ctx, { ...asked, kept, use, before }));
  }
  return reduced;
}

type Planned = { readonly kept: ConcludedUse; readonly use: PlannedUse };

/** The uses at the terms of their own time, on the counters that they moved. */
async function planKept(
  tx: Tx,
  ctx: Context,
  { event, customer, kept }: UsesAsked,
): Promise<readonly Planned[]> {
  const catalog = await loadCatalog(tx, ctx.organizationId);
  return kept.map((one) => {
    const feature = catalog.features.get(one.featureId);
    if (!feature) throw new RangeError("a use names no feature");
    const value = one.value ?? one.quantity;
    const counted = feature.meter && countsOf(feature.meter.aggregation, event.properties, true);
    const distinct = counted?.ok ? counted.distinct : null;
    const priced = priceUse(feature, { value, distinct }, { moment: event, customer, catalog });
    if ((one.price?.id ?? null) !== (priced.price?.id ?? null)) {
      throw notCorrectable(event, "Its price is another one now: reverse its transaction instead");
    }
    return { kept: one, use: plannedUse(event, priced) };
  });
}

/** @throws DomainError `validation_error`: a correction lowers what can be lowered. */
function refuseRise(kept: ConcludedUse, { aggregation }: PlannedUse, quantity: Quantity): void {
  if (aggregation === "COUNT" || aggregation === "UNIQUE_COUNT") {
    throw invalidField("quantity", "The event counts as one: void it instead");
  }
  const most = isAdditive(aggregation) ? kept.quantity : (kept.value ?? kept.quantity);
  if (quantity >= most) throw invalidField("quantity", "Enter less than the event counts for");
}

type Reducing = UsesAskedOne & { readonly before: Counters };
type UsesAskedOne = Omit<UsesAsked, "kept"> & Planned;

async function reduceUse(tx: Tx, ctx: Context, asked: Reducing): Promise<ReducedUse> {
  const { kept, use, before, quantity, event } = asked;
  await refuseUnknowable(tx, ctx, use);
  const remaining = await remainingTotal(tx, use, {
    organizationId: ctx.organizationId,
    standing: (use.usedKey && before.get(use.usedKey)) || EMPTY_COUNTER,
    quantity,
  });
  const corrected = correctUse(before, use, { kept, quantity, total: remaining?.total ?? null });
  if (!corrected.ok) throw notCorrectable(event, WHY[corrected.why]);
  await releaseValue(tx, use, remaining);
  const given = await giveBackUse(tx, ctx, { ...asked, corrected });
  await updateCounters(tx, changedCounters(use, corrected, given.owing));
  return { kept, use: reducedUse(kept, { corrected, given, quantity }), given };
}

/** What a maximum comes to without one event, only the other events of its window tell. */
async function refuseUnknowable(tx: Tx, { organizationId }: Context, use: PlannedUse) {
  if (isAdditive(use.aggregation) || use.usedCounter === null) return;
  const dropped = await loadDroppedBefore(tx, organizationId);
  if (dropped === null || use.usedCounter.windowStart >= dropped) return;
  throw notCorrectable(use.event, "Other events of its period are kept no longer: send a new one");
}

const WHY = {
  raises_total: "Without it the total would be higher: send the right value as a new event",
  raises_price: "The lower total would cost more, as tiers do: send a new event instead",
} as const;

const notCorrectable = ({ id }: IncomingEvent, message: string) =>
  new DomainError("invalid_state", message, { entity: "event", state: idText("evt", id) });

const changedCounters = (
  { usedCounter, priceCounter }: PlannedUse,
  { after }: CorrectedUse,
  owing: Owing | undefined,
) =>
  [usedCounter, priceCounter].flatMap((key) => {
    const state = key === null ? undefined : after.get(counterKeyText(key));
    if (key === null || state === undefined) return [];
    return [{ key, state: key === priceCounter && owing ? { ...state, owing } : state }];
  });

async function releaseValue(tx: Tx, use: PlannedUse, remaining: Remaining | undefined) {
  if (use.seen === null || remaining === undefined) return;
  await releaseSeen(tx, use.seen, { from: use.event.id, to: remaining.heir });
}

type Giving = Reducing & { readonly corrected: CorrectedUse };

/** First of its own; what that cannot give, of the feature's others of the window. */
function giveBackUse(tx: Tx, ctx: Context, giving: Giving): Promise<Given> {
  const { kept, corrected, event, customer, reason } = giving;
  const back = {
    ...{ customerId: customer.id, featureId: kept.featureId },
    ...{ eventId: event.id, usedAt: event.countedAt, reason },
  };
  if (corrected.money > NO_MONEY) return giveBackPrice(tx, ctx, giving, back);
  return giveBackCredits(tx, ctx, giving, back);
}

async function giveBackPrice(
  tx: Tx,
  ctx: Context,
  { kept, use, corrected, event }: Giving,
  back: GiveBack,
): Promise<Given> {
  const { transactionId, offset, credits: length, money } = kept;
  const { currency, owed, back: before, noted } = money ?? NO_SHARE;
  const own = {
    owed: nanomoney(owed > before + noted ? owed - before - noted : 0n),
    drawn: transactionId && { transactionId, slice: { offset, length } },
  };
  return {
    currency,
    ...(await giveBackMoney(tx, ctx, {
      ...{ ...back, own, payers: use.payers, money: corrected.money },
      owing: stateOf(corrected.after, use.priceKey).owing ?? NOTHING_OWED,
      window: priceWindowOf(use, event.countedAt),
    })),
  };
}

/** Kept before prices in money were told. */
const NO_SHARE = { currency: "", owed: NO_MONEY, back: NO_MONEY, noted: NO_MONEY };

async function giveBackCredits(
  tx: Tx,
  ctx: Context,
  { kept, use, corrected, event }: Giving,
  of: GiveBack,
): Promise<Given> {
  const amount = corrected.credits;
  if (amount === ZERO || use.creditUnit === null) return NOTHING_BACK;
  const back = { ...of, creditUnit: use.creditUnit };
  const { transactionId, offset, credits: length } = kept;
  const own =
    transactionId === null
      ? NOTHING_BACK
      : await giveBackSlice(tx, ctx, {
          ...{ ...back, transactionId, amount: min(amount, length) },
          slice: { offset, length },
        });
  // What was reversed by hand is back already, and is not taken from other uses once more.
  const byHand = transactionId === null ? ZERO : await sumReversedByHand(tx, transactionId);
  const rest = max(minus(stillOwed(amount, own), byHand), ZERO);
  if (rest === ZERO) return own;
  const window = priceWindowOf(use, event.countedAt);
  return together(own, await giveBackDraws(tx, ctx, { ...back, amount: rest, window }));
}

function reducedUse(
  kept: ConcludedUse,
  {
    corrected,
    given,
    quantity,
  }: Pick<Reducing, "quantity"> & { corrected: CorrectedUse; given: Given },
): ConcludedUse {
  return {
    ...kept,
    quantity: nanounits(kept.quantity - corrected.fall),
    // What a void event said stays as it was said.
    value: quantity ?? kept.value,
    included: nanounits(kept.included - corrected.included),
    billable: nanounits(kept.billable - corrected.billable),
    dropped: minus(kept.dropped, corrected.undropped),
    creditsBack: plus(kept.creditsBack, given.returned),
    money: kept.money && {
      ...kept.money,
      back: addMoney(kept.money.back, given.back ?? NO_MONEY),
      noted: addMoney(kept.money.noted, given.noted ?? NO_MONEY),
    },
  };
}
