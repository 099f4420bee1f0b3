/**
 * Use by events, by hour and by day, written in the transaction that decides it. Debits by hand
 * are no events: they are few, and reports read them from the ledger.
 */
import { type Tx, tell } from "@/lib/db/tx";
import type { CustomerId, FeatureId, OrganizationId } from "@/lib/ids";
import { dayOfUse, rollUpHour } from "@/lib/metering/rules/window";
import { type Credits, creditsText, plus } from "@/lib/money/credits";
import { nanounits, type Quantity, quantityText } from "@/lib/money/quantity";
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
  await tell(tx, ADD_HOURS, [
    organizationId,
    ...columns(sums(uses, ({ at, zone }) => rollUpHour(at, zone).toISOString())),
  ]);
  await tell(tx, ADD_DAYS, [
    organizationId,
    ...columns(sums(uses, ({ at, zone }) => dayOfUse(at, zone))),
  ]);
  await addToRuns(tx, organizationId, uses);
}

type Sum = Omit<RolledUse, "zone" | "at"> & { readonly bucket: string };

function sums(uses: readonly RolledUse[], bucketOf: (use: RolledUse) => string): readonly Sum[] {
  const byKey = new Map<string, Sum>();
  for (const { zone, at, ...use } of uses) {
    const bucket = bucketOf({ zone, at, ...use });
    const key = JSON.stringify([use.customerId, bucket, use.featureId, use.member, use.split]);
    const before = byKey.get(key);
    byKey.set(key, before ? added(before, use) : { ...use, bucket });
  }
  return [...byKey.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

const added = (a: Sum, b: Omit<Sum, "bucket">): Sum => ({
  ...a,
  events: a.events + b.events,
  quantity: nanounits(a.quantity + b.quantity),
  credits: plus(a.credits, b.credits),
  refused: a.refused + b.refused,
});

const columns = (all: readonly Sum[]) => [
  all.map(({ customerId }) => customerId),
  all.map(({ bucket }) => bucket),
  all.map(({ featureId }) => featureId),
  all.map(({ member }) => member ?? ""),
  all.map(({ split }) => split),
  all.map(({ events }) => events),
  all.map(({ quantity }) => quantityText(quantity)),
  all.map(({ credits }) => creditsText(credits)),
  all.map(({ refused }) => refused),
];

const ADD_HOURS = adding("usage_hour", "hour", "timestamptz");
const ADD_DAYS = adding("usage_day", "day", "date");

function adding(table: string, bucket: string, type: string): string {
  return `INSERT INTO ${table} (organization_id, customer_id, ${bucket}, feature_id, member, split,
      events, quantity, credits, refused)
    SELECT $1::uuid, * FROM unnest($2::uuid[], $3::${type}[], $4::uuid[], $5::text[], $6::text[],
      $7::bigint[], $8::numeric[], $9::numeric[], $10::bigint[])
    ON CONFLICT (customer_id, ${bucket}, feature_id, member, split) DO UPDATE SET
      events = ${table}.events + excluded.events, quantity = ${table}.quantity + excluded.quantity,
      credits = ${table}.credits + excluded.credits, refused = ${table}.refused + excluded.refused`;
}
