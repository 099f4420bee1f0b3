/** Counters, locked in the order of their keys before any wallet is (DESIGN §4.8). */
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import { gathering } from "@/lib/db/gather";
import { KEY_READS } from "@/lib/db/transact";
import { type Row, type Tx, tell } from "@/lib/db/tx";
import {
  type CustomerId,
  type FeatureId,
  idFromRow,
  type OrganizationId,
  type WalletId,
} from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import { decimalFromRow, decimalText } from "@/lib/money/decimal";
import { moneyFromRow, moneyText, NO_MONEY } from "@/lib/money/money";
import { quantityFromRow, quantityText } from "@/lib/money/quantity";
import type { Owing } from "@/lib/rating/rules/owing";
import { carriedFromRow } from "@/lib/subscription/store/carried-use";
import { type CounterKey, counterKeyText } from "../rules/counter-key";
import type { CounterState, Counters } from "../rules/decide-use";

const COLUMNS = `customer_id, feature_id, price_version_id, split, window_start,
  quantity::text AS quantity, priced::text AS priced, events::text AS events, latest_at,
  owed::text AS owed, invoiced::text AS invoiced, credited::text AS credited, paid,
  carried_quantity::text AS carried_quantity, carried_events::text AS carried_events`;

const KEYS = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[])
  AS key (customer_id, feature_id, price_version_id, split, window_start)`;

/** Locks the counters until the transaction ends, those that were missing made first. */
export async function lockCounters(
  tx: Tx,
  organizationId: OrganizationId,
  keys: readonly CounterKey[],
): Promise<Counters> {
  if (keys.length === 0) return new Map();
  const columns = keyColumns(keys);
  await tell(
    tx,
    `INSERT INTO usage_counter (customer_id, feature_id, price_version_id, split, window_start, organization_id)
     SELECT key.*, $6::uuid FROM ${KEYS} ORDER BY 1, 2, 3, 4, 5
     ON CONFLICT DO NOTHING`,
    [...columns, organizationId],
  );
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM usage_counter
     WHERE (customer_id, feature_id, price_version_id, split, window_start) IN (SELECT * FROM ${KEYS})
     ORDER BY usage_counter.customer_id, usage_counter.feature_id, usage_counter.price_version_id,
       usage_counter.split, usage_counter.window_start
     FOR UPDATE`,
    columns,
  );
  return byKey(rows);
}

/** The counters as they stand, for a question that changes nothing. */
export async function loadCounters(tx: Tx, keys: readonly CounterKey[]): Promise<Counters> {
  if (keys.length === 0) return new Map();
  return tx === KEY_READS ? findCounters(keys) : readCounters(tx, keys);
}

/** Of many who ask in one turn: all of their keys in one statement, to each what it asked for. */
const findCounters = gathering(async (asked: readonly (readonly CounterKey[])[]) => {
  const found = await readCounters(KEY_READS, asked.flat());
  return asked.map((keys): Counters => {
    const own = new Map<string, CounterState>();
    for (const key of keys.map(counterKeyText)) {
      const state = found.get(key);
      if (state) own.set(key, state);
    }
    return own;
  });
});

async function readCounters(tx: Tx, keys: readonly CounterKey[]): Promise<Counters> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM usage_counter
     WHERE (customer_id, feature_id, price_version_id, split, window_start) IN (SELECT * FROM ${KEYS})`,
    keyColumns(keys),
  );
  return byKey(rows);
}

/** Writes locked counters as they came out. */
export async function updateCounters(
  tx: Tx,
  changed: readonly { readonly key: CounterKey; readonly state: CounterState }[],
): Promise<void> {
  if (changed.length === 0) return;
  await tell(
    tx,
    `UPDATE usage_counter SET quantity = key.quantity, priced = key.priced, events = key.events,
       latest_at = key.latest_at, owed = coalesce(key.owed, usage_counter.owed),
       owes = coalesce(key.owed, usage_counter.owed) > 0,
       credited = coalesce(key.credited, usage_counter.credited),
       paid = coalesce(key.paid, usage_counter.paid)
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[],
       $6::numeric[], $7::numeric[], $8::bigint[], $9::timestamptz[], $10::numeric[], $11::numeric[],
       $12::jsonb[])
       AS key (customer_id, feature_id, price_version_id, split, window_start, quantity, priced, events,
         latest_at, owed, credited, paid)
     WHERE usage_counter.customer_id = key.customer_id AND usage_counter.feature_id = key.feature_id
       AND usage_counter.price_version_id = key.price_version_id
       AND usage_counter.split = key.split AND usage_counter.window_start = key.window_start`,
    [
      ...keyColumns(changed.map(({ key }) => key)),
      plainColumn(changed, ({ state }) => quantityText(state.quantity)),
      plainColumn(changed, ({ state }) => creditsText(state.priced)),
      plainColumn(changed, ({ state }) => state.events),
      plainColumn(changed, ({ state }) => state.latestAt && instantText(state.latestAt)),
      plainColumn(changed, ({ state: { owing } }) => (owing ? moneyText(owing.owed) : null)),
      plainColumn(changed, ({ state: { owing } }) => (owing ? moneyText(owing.credited) : null)),
      textColumn(changed, ({ state: { owing } }) => owing && paidText(owing.covered)),
    ],
  );
}

export const keyColumns = (keys: readonly CounterKey[]) => [
  plainColumn(keys, ({ customerId }) => customerId),
  plainColumn(keys, ({ featureId }) => featureId),
  plainColumn(keys, ({ priceVersionId }) => priceVersionId),
  textColumn(keys, ({ split }) => split),
  plainColumn(keys, ({ windowStart }) => instantText(windowStart)),
];

/** Money, credits and rate, by wallet. */
type PaidJson = Readonly<Record<string, readonly [string, string, string]>>;

const paidText = (covered: Owing["covered"]): string =>
  JSON.stringify(
    Object.fromEntries(
      [...covered].map(([walletId, { money, credits, rate }]) => [
        walletId,
        [moneyText(money), creditsText(credits), decimalText(rate)],
      ]),
    ),
  );

/** Nothing is told of a counter that never owed money. */
function owingOf({ owed, invoiced, credited, paid }: Row): Pick<CounterState, "owing"> {
  const covered = new Map(
    Object.entries((paid ?? {}) as PaidJson).map(([walletId, [money, credits, rate]]) => [
      idFromRow<WalletId>(walletId),
      { money: moneyFromRow(money), credits: creditsFromRow(credits), rate: decimalFromRow(rate) },
    ]),
  );
  const sums = { owed: moneyFromRow(owed), invoiced: moneyFromRow(invoiced) };
  if (covered.size === 0 && sums.owed === NO_MONEY && sums.invoiced === NO_MONEY) return {};
  return { owing: { ...sums, credited: moneyFromRow(credited), covered } };
}

function byKey(rows: readonly Row[]): Counters {
  return new Map(
    rows.map((row) => {
      const key: CounterKey = {
        customerId: idFromRow<CustomerId>(row.customer_id),
        featureId: idFromRow<FeatureId>(row.feature_id),
        priceVersionId: String(row.price_version_id),
        split: String(row.split),
        windowStart: row.window_start as Date,
      };
      const state: CounterState = {
        quantity: quantityFromRow(row.quantity),
        priced: creditsFromRow(row.priced),
        events: Number(row.events),
        latestAt: row.latest_at as Date | null,
        ...carriedFromRow(row),
        ...owingOf(row),
      };
      return [counterKeyText(key), state];
    }),
  );
}
