/**
 * Use by events, by hour and by day, written in the transaction that decides it. Debits by hand
 * are no events: the ledger keeps its own sums.
 */
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import type { ApiKeyId, CustomerId, FeatureId, OrganizationId } from "@/lib/ids";
import { dayOfUse, rollUpHour } from "@/lib/metering/rules/window";
import { type Credits, creditsText, plus } from "@/lib/money/credits";
import { nanounits, type Quantity, quantityText } from "@/lib/money/quantity";
import { NO_KEY } from "../rules/no-key";
import { addToRuns } from "./runs";

/** One use as it came out; amounts below zero take back. */
export type RolledUse = {
  readonly customerId: CustomerId;
  readonly zone: string;
  readonly at: Date;
  readonly featureId: FeatureId;
  readonly member: string | null;
  /** The run that it is part of. */
  readonly groupId: string | null;
  readonly split: string;
  /** Whose event it is; null: of no key. */
  readonly apiKeyId: ApiKeyId | null;
  /** Accepted events; 0 for a refused one. */
  readonly events: number;
  readonly quantity: Quantity;
  /** Drawn and owed, less what was given back; not what was dropped. */
  readonly credits: Credits;
  readonly refused: number;
};

/** Adds the uses to hours, days and runs, keys sorted, so that two batches never wait crosswise. */
export async function rollUp(
  tx: Tx,
  organizationId: OrganizationId,
  uses: readonly RolledUse[],
): Promise<void> {
  if (uses.length === 0) return;
  const hours = sums(uses, ({ at, zone }) => instantText(rollUpHour(at, zone)));
  await tell(tx, ADD_HOURS, [organizationId, ...columns(hours)]);
  // A local day is made of whole hours, or of quarters where the zone has such.
  const days = sums(hours, ({ at, zone }) => dayOfUse(at, zone));
  await tell(tx, ADD_DAYS, [organizationId, ...columns(days)]);
  await addToRuns(tx, organizationId, uses);
}

type Sum = RolledUse & { readonly bucket: string };

/** Of the uses or of sums of them; bucket, then everything else that a roll-up is kept by. */
function sums(uses: readonly RolledUse[], bucketOf: (use: RolledUse) => string): readonly Sum[] {
  const byKey = new Map<string, Sum>();
  for (const use of uses) {
    const bucket = bucketOf(use);
    const { customerId, featureId, member, split, apiKeyId } = use;
    // No text holds a NUL.
    const key = `${customerId}${bucket}${featureId}${member ?? ""}\0${split}\0${apiKeyId}`;
    const before = byKey.get(key);
    // The bucket comes last: a day is summed from hours, which bring a bucket of their own.
    byKey.set(key, before ? added(before, use) : { ...use, bucket });
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

const added = (a: Sum, b: RolledUse): Sum => ({
  ...a,
  events: a.events + b.events,
  quantity: nanounits(a.quantity + b.quantity),
  credits: plus(a.credits, b.credits),
  refused: a.refused + b.refused,
});

const columns = (all: readonly Sum[]) => [
  plainColumn(all, ({ customerId }) => customerId),
  plainColumn(all, ({ bucket }) => bucket),
  plainColumn(all, ({ featureId }) => featureId),
  textColumn(all, ({ member }) => member ?? ""),
  textColumn(all, ({ split }) => split),
  plainColumn(all, ({ apiKeyId }) => apiKeyId ?? NO_KEY),
  plainColumn(all, ({ events }) => events),
  plainColumn(all, ({ quantity }) => quantityText(quantity)),
  plainColumn(all, ({ credits }) => creditsText(credits)),
  plainColumn(all, ({ refused }) => refused),
];

const ADD_HOURS = adding("usage_hour", "hour", "timestamptz");
const ADD_DAYS = adding("usage_day", "day", "date");

function adding(table: string, bucket: string, type: string): string {
  return `INSERT INTO ${table} (organization_id, customer_id, ${bucket}, feature_id, member, split,
      api_key_id, events, quantity, credits, refused)
    SELECT $1::uuid, * FROM unnest($2::uuid[], $3::${type}[], $4::uuid[], $5::text[], $6::text[],
      $7::uuid[], $8::bigint[], $9::numeric[], $10::numeric[], $11::bigint[])
    ON CONFLICT (customer_id, ${bucket}, feature_id, member, split, api_key_id) DO UPDATE SET
      events = ${table}.events + excluded.events, quantity = ${table}.quantity + excluded.quantity,
      credits = ${table}.credits + excluded.credits, refused = ${table}.refused + excluded.refused`;
}
