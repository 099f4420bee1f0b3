/** What a total that is no sum comes to without one event, or with less of it. */
import type { Tx } from "@/lib/db/tx";
import type { EventId, OrganizationId } from "@/lib/ids";
import { propertyText } from "@/lib/metering/rules/event-match";
import { type RunningTotal, totalAfter } from "@/lib/metering/rules/running-total";
import { windowEnd } from "@/lib/metering/rules/window";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import type { PlannedUse } from "../rules/plan-uses";
import { priceWindowOf } from "../rules/price-window";
import { findLargestValue, findLatestValue, findSameValue, type Others } from "./kept-uses";

export type Remaining = {
  readonly total: RunningTotal;
  /** UNIQUE_COUNT: the other event that its value counts for from now on. */
  readonly heir: EventId | null;
};

type Asked = {
  readonly organizationId: OrganizationId;
  /** The counter as it stands. */
  readonly standing: RunningTotal;
  /** What is left of the event; null: nothing. */
  readonly quantity: Quantity | null;
};

/** Undefined for sums, which need no look at other events. */
export async function remainingTotal(
  tx: Tx,
  use: PlannedUse,
  asked: Asked,
): Promise<Remaining | undefined> {
  const others = othersOf(use, asked.organizationId);
  if (others === undefined) return undefined;
  switch (use.aggregation) {
    case "COUNT":
    case "SUM":
      return undefined;
    case "MAX": {
      const largest = (await findLargestValue(tx, others)) ?? NOTHING_USED;
      const left = {
        ...{ aggregation: use.aggregation, value: asked.quantity ?? NOTHING_USED },
        ...{ at: use.occurredAt, isSeen: false },
      };
      return { total: totalAfter({ quantity: largest, latestAt: null }, left), heir: null };
    }
    case "LATEST":
      return { total: await latestOf(tx, use, others, asked.quantity), heir: null };
    case "UNIQUE_COUNT":
      return withoutValue(tx, use, others, asked.standing);
  }
}

function othersOf(use: PlannedUse, organizationId: OrganizationId): Others | undefined {
  const { usedCounter: counter, terms, event } = use;
  if (counter === null) return undefined;
  return {
    organizationId,
    counter,
    split: terms.entitlements[0]?.per ?? { kind: "price" },
    windowEnd: windowEndOf(use),
    except: event.id,
  };
}

function windowEndOf(use: PlannedUse): Date | null {
  const { allowance, terms, event } = use;
  return allowance.reset === "BILLING_PERIOD"
    ? priceWindowOf(use, event.countedAt).to
    : windowEnd(allowance.reset, event.countedAt, terms.anchor);
}

async function latestOf(
  tx: Tx,
  { event }: PlannedUse,
  others: Others,
  quantity: Quantity | null,
): Promise<RunningTotal> {
  const other = await findLatestValue(tx, others);
  const own = quantity !== null && { quantity, latestAt: event.occurredAt };
  if (other === undefined) return own || { quantity: NOTHING_USED, latestAt: null };
  const isEarlier =
    event.occurredAt < other.occurredAt ||
    (event.occurredAt.getTime() === other.occurredAt.getTime() &&
      (event.arrivedAt < other.recordedAt ||
        (event.arrivedAt.getTime() === other.recordedAt.getTime() && event.id < other.eventId)));
  if (own && !isEarlier) return own;
  return { quantity: other.value, latestAt: other.occurredAt };
}

async function withoutValue(
  tx: Tx,
  { feature, event, quantity }: PlannedUse,
  others: Others,
  standing: RunningTotal,
): Promise<Remaining> {
  const property = feature.meter?.aggregation.property ?? "";
  const text = propertyText(event.properties, property) ?? "";
  const heir = (await findSameValue(tx, others, { property, text })) ?? null;
  if (heir !== null) return { total: standing, heir };
  const left = standing.quantity - quantity;
  return { total: { ...standing, quantity: left < 0n ? NOTHING_USED : nanounits(left) }, heir };
}
