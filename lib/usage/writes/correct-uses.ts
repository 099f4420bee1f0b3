/** Takes a kept event's uses back, whole or in part: counters, seen values, credits. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { idText } from "@/lib/ids";
import { countsOf } from "@/lib/metering/rules/aggregation";
import { isAdditive } from "@/lib/metering/rules/running-total";
import { minus, plus } from "@/lib/money/credits";
import { addMoney, NO_MONEY } from "@/lib/money/money";
import { nanounits, type Quantity } from "@/lib/money/quantity";
import type { Owing } from "@/lib/rating/rules/owing";
import type { ConcludedUse } from "../rules/conclude-event";
import { type CorrectedUse, correctUse, countsFor } from "../rules/correct-use";
import { counterKeyText } from "../rules/counter-key";
import { type Counters, EMPTY_COUNTER } from "../rules/decide-use";
import type { IncomingEvent } from "../rules/incoming-event";
import { type PlannedUse, plannedUse, priceUse } from "../rules/plan-uses";
import type { CustomerFacts } from "../rules/terms";
import { lockCounters, updateCounters } from "../store/counters";
import { type Remaining, remainingTotal } from "../store/remaining-total";
import { loadDroppedBefore } from "../store/retention";
import { releaseSeen } from "../store/seen-values";
import { type Given, giveBackUse } from "./give-back-use";
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
  const most = isAdditive(aggregation) ? countsFor(kept) : (kept.value ?? kept.quantity);
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
