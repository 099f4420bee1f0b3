/** Use by run: what the events of one `group_id` used, written in the transaction that decides it. */
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, FeatureId, OrganizationId } from "@/lib/ids";
import { type Credits, creditsText, plus } from "@/lib/money/credits";
import { nanounits, type Quantity, quantityText } from "@/lib/money/quantity";

/** What a run is told of one use; amounts below zero take back. */
export type RunUse = {
  readonly customerId: CustomerId;
  readonly groupId: string | null;
  readonly at: Date;
  readonly featureId: FeatureId;
  readonly member: string | null;
  readonly split: string;
  readonly events: number;
  readonly quantity: Quantity;
  readonly credits: Credits;
  readonly refused: number;
};

type Sum = RunUse & { readonly startedAt: Date; readonly lastAt: Date };

/** Keys sorted, so that two batches never wait crosswise. */
export async function addToRuns(
  tx: Tx,
  organizationId: OrganizationId,
  uses: readonly RunUse[],
): Promise<void> {
  const sums = sumsOf(uses.filter(({ groupId }) => groupId !== null));
  if (sums.length === 0) return;
  const column = <T>(read: (sum: Sum) => T) => sums.map(read);
  await tx.sql(ADD, [
    organizationId,
    column(({ customerId }) => customerId),
    column(({ groupId }) => groupId),
    column(({ featureId }) => featureId),
    column(({ member }) => member ?? ""),
    column(({ split }) => split),
    column(({ startedAt }) => startedAt.toISOString()),
    column(({ lastAt }) => lastAt.toISOString()),
    column(({ events }) => events),
    column(({ quantity }) => quantityText(quantity)),
    column(({ credits }) => creditsText(credits)),
    column(({ refused }) => refused),
  ]);
}

function sumsOf(uses: readonly RunUse[]): readonly Sum[] {
  const byKey = new Map<string, Sum>();
  for (const use of uses) {
    const { customerId, groupId, featureId, member, split } = use;
    const key = JSON.stringify([customerId, groupId, featureId, member, split]);
    const before = byKey.get(key);
    byKey.set(key, before ? added(before, use) : { startedAt: use.at, lastAt: use.at, ...use });
  }
  return [...byKey.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

const added = (a: Sum, b: RunUse): Sum => ({
  ...a,
  startedAt: new Date(Math.min(+a.startedAt, +b.at)),
  lastAt: new Date(Math.max(+a.lastAt, +b.at)),
  events: a.events + b.events,
  quantity: nanounits(a.quantity + b.quantity),
  credits: plus(a.credits, b.credits),
  refused: a.refused + b.refused,
});

const ADD = `
  INSERT INTO usage_run (organization_id, customer_id, group_id, feature_id, member, split,
    started_at, last_at, events, quantity, credits, refused)
  SELECT $1::uuid, * FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[],
    $7::timestamptz[], $8::timestamptz[], $9::bigint[], $10::numeric[], $11::numeric[], $12::bigint[])
  ON CONFLICT (customer_id, group_id, feature_id, member, split) DO UPDATE SET
    started_at = least(usage_run.started_at, excluded.started_at),
    last_at = greatest(usage_run.last_at, excluded.last_at),
    events = usage_run.events + excluded.events, quantity = usage_run.quantity + excluded.quantity,
    credits = usage_run.credits + excluded.credits, refused = usage_run.refused + excluded.refused`;
