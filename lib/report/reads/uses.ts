/** Where the figures of consumption come from: roll-ups for events, the ledger for the rest. */

import { readByKeys } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type CustomerId, parseId } from "@/lib/ids";
import { sumTakenForEvents } from "@/lib/ledger/reads/days";
import { type Credits, creditsFromRow, plus, sum } from "@/lib/money/credits";
import { NOTHING_USED, quantityFromRow } from "@/lib/money/quantity";
import { localDay, startOfDay } from "@/lib/time/zone";
import { NO_KEY } from "@/lib/usage/rules/no-key";
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
  /** What the ledger consumed on those days, less what was given back or settled later. */
  readonly ledgerTotal: Credits;
};

/** The same, beside what the ledger says by itself: its sums of what events took, and all others. */
export async function tiedUses(asked: UsesAsked): Promise<TiedUses> {
  const [byEvents, byHand, takenForEvents] = await Promise.all([
    eventUses(asked),
    loadHandUses(asked.customerId, wholeDays(asked)),
    sumTakenForEvents(asked.customerId, asked.buckets.days),
  ]);
  return {
    uses: [...byEvents, ...byHand.map((use) => handUse(asked, use))],
    ledgerTotal: plus(takenForEvents, sum(byHand.map(({ credits }) => credits))),
  };
}

export type UsesAsked = {
  readonly customerId: CustomerId;
  readonly by: ConsumptionKey;
  /** Others' use lies outside, as what is of another time does; null: everybody's is asked for. */
  readonly member: string | null;
  readonly grain: Grain;
  readonly zone: string;
  readonly buckets: Buckets;
};

/** Stands for a debit of no feature. */
export const NO_FEATURE = "00000000-0000-0000-0000-000000000000";

const KEY_COLUMNS = {
  ...{ feature: "feature_id", member: "member", property: "split", api_key: "api_key_id" },
} as const;

/** Uses by events, for the whole local days that the range touches. */
async function eventUses(asked: UsesAsked): Promise<readonly Use[]> {
  const key = KEY_COLUMNS[asked.by];
  const { days } = asked.buckets;
  if (asked.grain === "hour") {
    const { from, to } = wholeDays(asked);
    const rows = await readByKeys(
      `SELECT ${key}::text AS key, hour, ${IS_ASKED}, ${SUMS} FROM usage_hour
       WHERE customer_id = $1::uuid AND hour >= $2::timestamptz AND hour < $3::timestamptz
       GROUP BY ${key}, hour, is_asked`,
      [asked.customerId, from, to, asked.member],
    );
    return rows.map((row) => useOf(row, columnAt(asked, row.hour as Date)));
  }
  const rows = await readByKeys(
    `SELECT ${key}::text AS key, day::text AS day, ${IS_ASKED}, ${SUMS} FROM usage_day
     WHERE customer_id = $1::uuid AND day >= $2::date AND day < $3::date
     GROUP BY ${key}, day, is_asked`,
    [asked.customerId, days.from, days.to, asked.member],
  );
  return rows.map((row) => useOf(row, bucketOfDay(asked.buckets, String(row.day))));
}

/** Of rows of a roll-up. */
export const SUMS = `sum(credits)::numeric(38,9)::text AS credits,
  sum(quantity)::numeric(38,9)::text AS quantity, sum(events)::int AS events,
  sum(refused)::int AS refused`;

const IS_ASKED = "$4::text IS NULL OR member = $4::text AS is_asked";

const useOf = (row: Row, column: number): Use => ({
  key: String(row.key),
  column: row.is_asked ? column : -1,
  ...sumsOf(row),
});

export const sumsOf = (row: Row): Sums => ({
  credits: creditsFromRow(row.credits),
  quantity: quantityFromRow(row.quantity),
  events: Number(row.events),
  refused: Number(row.refused),
});

/** A debit by hand, or what was given back of any, by the same key. */
const handUse = (asked: UsesAsked, { featureId, member, apiKeyId, at, credits }: HandUse): Use => ({
  key: { feature: featureId, member, property: "", api_key: apiKeyId }[asked.by],
  column: asked.member === null || asked.member === member ? columnAt(asked, at) : -1,
  ...{ credits, quantity: NOTHING_USED, events: 0, refused: 0 },
});

/** What the ledger consumed without an event. */
export type HandUse = {
  /** `NO_FEATURE` for none. */
  readonly featureId: string;
  /** Empty for none. */
  readonly member: string;
  /** `NO_KEY` for none. */
  readonly apiKeyId: string;
  readonly at: Date;
  readonly credits: Credits;
};

/**
 * By transaction, at its own instant; a reversal under the feature, member and key whose use it gives back.
 * Nothing is booked before it counts, so the index by recording serves, which tells by itself what
 * was not by hand; a day of grace covers clocks that differ. A settlement comes to nothing.
 */
export async function loadHandUses(
  customerId: CustomerId,
  { from, to }: Range,
): Promise<readonly HandUse[]> {
  const rows = await readByKeys(
    `SELECT transaction.effective_at,
       coalesce(transaction.feature_id, reversed.feature_id, '${NO_FEATURE}')::text AS feature_id,
       coalesce(transaction.member, reversed.member, '') AS member,
       CASE coalesce(reversed.actor_kind, transaction.actor_kind) WHEN 'api_key'
         THEN coalesce(reversed.actor_id, transaction.actor_id) ELSE '${NO_KEY}' END AS api_key_id,
       CASE WHEN reversed.cause_kind = 'usage' AND reversed.actor_kind <> 'api_key'
         THEN reversed.cause_id END AS replayed_event,
       sum(${CONSUMED})::numeric(38,9)::text AS credits
     FROM (SELECT id FROM ledger_transaction
       WHERE customer_id = $1::uuid AND recorded_at >= $2::timestamptz - interval '1 day'
         AND effective_at >= $2::timestamptz AND effective_at < $3::timestamptz
         AND cause_kind IS DISTINCT FROM 'usage' OFFSET 0) AS by_hand
       JOIN ledger_transaction AS transaction ON transaction.id = by_hand.id
       JOIN ledger_entry AS entry ON entry.transaction_id = by_hand.id
         AND 'CONSUMED' IN (entry.from_account, entry.to_account)
       LEFT JOIN ledger_transaction AS reversed ON reversed.id = transaction.reverses_id
     GROUP BY transaction.id, 2, 3, 4, 5 HAVING sum(${CONSUMED}) <> 0`,
    [customerId, from, to],
  );
  const keys = await replayedKeys(rows);
  return rows.map((row) => ({
    featureId: String(row.feature_id),
    member: String(row.member),
    apiKeyId: keys.get(eventOf(row)) ?? String(row.api_key_id),
    at: row.effective_at as Date,
    credits: creditsFromRow(row.credits),
  }));
}

/** Replayed use stays its event's key's, whoever replayed it; of what was dropped since nobody knows. */
async function replayedKeys(rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const events = new Set(rows.map(eventOf).filter((id) => id !== ""));
  if (events.size === 0) return new Map();
  const kept = await readByKeys(
    `SELECT id, api_key_id FROM usage_event
     WHERE id = ANY($1::uuid[]) AND api_key_id IS NOT NULL`,
    [[...events]],
  );
  return new Map(kept.map(({ id, api_key_id }) => [String(id), String(api_key_id)]));
}

/** Of a reversal of replayed use: one event of what it gives back, and all are of one key. */
const eventOf = ({ replayed_event }: Row): string =>
  (replayed_event === null ? undefined : parseId("evt", String(replayed_event))) ?? "";

const CONSUMED = `CASE WHEN entry.to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END`;

const wholeDays = ({ buckets: { days }, zone }: UsesAsked): Range => ({
  from: startOfDay(days.from, zone),
  to: startOfDay(days.to, zone),
});

function columnAt({ grain, buckets, zone }: UsesAsked, at: Date): number {
  if (grain !== "hour") return bucketOfDay(buckets, localDay(at, zone));
  return at < buckets.range.to ? bucketAt(buckets, at) : -1;
}
