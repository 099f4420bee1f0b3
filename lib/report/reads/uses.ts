/** Where the figures of consumption come from: roll-ups for events, the ledger for the rest. */

import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import type { CustomerId } from "@/lib/ids";
import { type Credits, creditsFromRow, sum } from "@/lib/money/credits";
import { NOTHING_USED, quantityFromRow } from "@/lib/money/quantity";
import { localDay, startOfDay } from "@/lib/time/zone";
import { type Buckets, bucketAt, bucketOfDay, type Range } from "../rules/buckets";
import type { Grain } from "../rules/grain";
import type { Sums, Use } from "../rules/series";
import type { ConsumptionKey } from "../schema/consumption";

/** Uses by events and all others. */
export const allUses = async (asked: UsesAsked): Promise<readonly Use[]> => {
  const [byEvents, byHand] = await Promise.all([
    eventUses(asked),
    loadHandUses(asked.customerId, wholeDays(asked)),
  ]);
  return [...byEvents, ...byHand.map((use) => handUse(asked, use))];
};

export type TiedUses = {
  readonly uses: readonly Use[];
  /** What all entries of those days come to: consumed, less what was given back or settled later. */
  readonly ledgerTotal: Credits;
};

/** The same, beside what the ledger says by itself; its transactions are walked through once. */
export async function tiedUses(asked: UsesAsked): Promise<TiedUses> {
  const [byEvents, booked] = await Promise.all([
    eventUses(asked),
    loadConsumed(asked.customerId, wholeDays(asked), { withEvents: true }),
  ]);
  const byHand = booked.filter(({ isByEvents }) => !isByEvents);
  return {
    uses: [...byEvents, ...byHand.map((use) => handUse(asked, use))],
    ledgerTotal: sum(booked.map(({ credits }) => credits)),
  };
}

export type UsesAsked = {
  readonly customerId: CustomerId;
  readonly by: ConsumptionKey;
  readonly grain: Grain;
  readonly zone: string;
  readonly buckets: Buckets;
};

/** Stands for a debit of no feature. */
export const NO_FEATURE = "00000000-0000-0000-0000-000000000000";

const KEY_COLUMNS = { feature: "feature_id", member: "member", property: "split" } as const;

/** Uses by events, for the whole local days that the range touches. */
async function eventUses(asked: UsesAsked): Promise<readonly Use[]> {
  const key = KEY_COLUMNS[asked.by];
  const { days } = asked.buckets;
  if (asked.grain === "hour") {
    const { from, to } = wholeDays(asked);
    const rows = await readSql(
      `SELECT ${key}::text AS key, hour, ${SUMS} FROM usage_hour
       WHERE customer_id = $1::uuid AND hour >= $2::timestamptz AND hour < $3::timestamptz
       GROUP BY ${key}, hour`,
      [asked.customerId, from, to],
    );
    return rows.map((row) => useOf(row, columnAt(asked, row.hour as Date)));
  }
  const rows = await readSql(
    `SELECT ${key}::text AS key, day::text AS day, ${SUMS} FROM usage_day
     WHERE customer_id = $1::uuid AND day >= $2::date AND day < $3::date
     GROUP BY ${key}, day`,
    [asked.customerId, days.from, days.to],
  );
  return rows.map((row) => useOf(row, bucketOfDay(asked.buckets, String(row.day))));
}

/** Of rows of a roll-up. */
export const SUMS = `sum(credits)::numeric(38,9)::text AS credits,
  sum(quantity)::numeric(38,9)::text AS quantity, sum(events)::int AS events,
  sum(refused)::int AS refused`;

const useOf = (row: Row, column: number): Use => ({ key: String(row.key), column, ...sumsOf(row) });

export const sumsOf = (row: Row): Sums => ({
  credits: creditsFromRow(row.credits),
  quantity: quantityFromRow(row.quantity),
  events: Number(row.events),
  refused: Number(row.refused),
});

/** A debit by hand, or what was given back of any, by the same key. */
const handUse = (asked: UsesAsked, { featureId, member, at, credits }: HandUse): Use => ({
  key: { feature: featureId, member, property: "" }[asked.by],
  column: columnAt(asked, at),
  ...{ credits, quantity: NOTHING_USED, events: 0, refused: 0 },
});

/** What the ledger consumed without an event. */
export type HandUse = {
  /** `NO_FEATURE` for none. */
  readonly featureId: string;
  /** Empty for none. */
  readonly member: string;
  readonly at: Date;
  readonly credits: Credits;
};

/** By transaction; a reversal under the feature and member whose use it gives back. */
export const loadHandUses = (customerId: CustomerId, range: Range): Promise<readonly HandUse[]> =>
  loadConsumed(customerId, range, { withEvents: false });

/** What was consumed by hand, transaction by transaction, and all that was by events as one. */
async function loadConsumed(
  customerId: CustomerId,
  { from, to }: Range,
  { withEvents }: { readonly withEvents: boolean },
): Promise<readonly (HandUse & { readonly isByEvents: boolean })[]> {
  const rows = await readSql(
    `SELECT hand_id IS NULL AS is_by_events, min(effective_at) AS effective_at, feature_id, member,
       sum(credits)::numeric(38,9)::text AS credits
     FROM (SELECT by_hand.id AS hand_id, transaction.effective_at, ${CONSUMED} AS credits,
         coalesce(by_hand.feature_id, reversed.feature_id, '${NO_FEATURE}')::text AS feature_id,
         coalesce(by_hand.member, reversed.member, '') AS member
       ${CONSUMING}
       LEFT JOIN LATERAL (SELECT transaction.id, transaction.feature_id, transaction.member,
         transaction.reverses_id WHERE transaction.cause_kind IS DISTINCT FROM 'usage') AS by_hand ON true
       LEFT JOIN ledger_transaction AS reversed ON reversed.id = by_hand.reverses_id
       WHERE ${IN_RANGE} AND ($4::boolean OR transaction.cause_kind IS DISTINCT FROM 'usage')
     ) AS consumed
     GROUP BY hand_id, feature_id, member HAVING sum(credits) <> 0`,
    [customerId, from, to, withEvents],
  );
  return rows.map((row) => ({
    isByEvents: row.is_by_events === true,
    featureId: String(row.feature_id),
    member: String(row.member),
    at: row.effective_at as Date,
    credits: creditsFromRow(row.credits),
  }));
}

const CONSUMED = `CASE WHEN entry.to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END`;

const CONSUMING = `FROM ledger_transaction AS transaction
  JOIN ledger_entry AS entry ON entry.transaction_id = transaction.id
    AND 'CONSUMED' IN (entry.from_account, entry.to_account)`;

/**
 * By the transaction's own instant, which is the day of its events, also where a grant of today
 * paid for a use of before. Nothing is booked before it counts, so the index by recording serves;
 * a day of grace covers clocks that differ.
 */
const IN_RANGE = `transaction.customer_id = $1::uuid
  AND transaction.recorded_at >= $2::timestamptz - interval '1 day'
  AND transaction.effective_at >= $2::timestamptz AND transaction.effective_at < $3::timestamptz`;

const wholeDays = ({ buckets: { days }, zone }: UsesAsked): Range => ({
  from: startOfDay(days.from, zone),
  to: startOfDay(days.to, zone),
});

function columnAt({ grain, buckets, zone }: UsesAsked, at: Date): number {
  if (grain !== "hour") return bucketOfDay(buckets, localDay(at, zone));
  return at < buckets.range.to ? bucketAt(buckets, at) : -1;
}
