/** One event with all that is known of it: why it cost what it cost, or why nothing. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, EventId, idFromRow, idText, TransactionId } from "@/lib/ids";
import { findTransaction } from "@/lib/ledger/reads/transactions";
import type { EventView } from "../schema/event";
import type { ExplainedEvent, OwnDraws } from "../schema/trace";
import { ownDraws } from "../view/draws";
import { priceWords } from "../view/price-words";
import { unitsIn } from "../view/units";
import { unusedFeatures } from "../view/unused-features";
import { findEvent } from "./events";

const tx = { sql: readSql };

/** By its id here or by the caller's own. */
export async function explainEvent(
  ctx: Context,
  name: string,
): Promise<ExplainedEvent | undefined> {
  const trace = await findEvent(ctx, name);
  if (!trace) return undefined;
  const { event } = trace;
  const [catalog, customerNow, draws] = await Promise.all([
    loadCatalog(tx, ctx.organizationId),
    findCustomerNow(ctx, event),
    findDraws(ctx, event),
  ]);
  return {
    ...trace,
    customerNow,
    draws,
    unused: unusedFeatures(event, catalog),
    units: unitsOf(event, catalog),
    prices: Object.fromEntries(
      event.uses.flatMap(({ featureId, price }) =>
        price ? [[featureId, { words: priceWords(price, catalog) }]] : [],
      ),
    ),
    effects: await findEffects(ctx, event, Object.values(draws)),
  };
}

function unitsOf({ uses }: EventView, catalog: Catalog): ExplainedEvent["units"] {
  const units = unitsIn(catalog);
  return Object.fromEntries(
    uses.flatMap(({ featureId }) => {
      const own = units(featureId);
      return own ? [[featureId, own]] : [];
    }),
  );
}

async function findCustomerNow(ctx: Context, { customerId, externalCustomerId }: EventView) {
  if (customerId !== null) return null;
  const [row] = await readSql(
    `SELECT id, name FROM customer
     WHERE organization_id = $1::uuid AND external_id = $2::text`,
    [ctx.organizationId, externalCustomerId],
  );
  return row ? { id: idText("cus", idFromRow<CustomerId>(row.id)), name: String(row.name) } : null;
}

async function findDraws(ctx: Context, { uses }: EventView): Promise<Record<string, OwnDraws>> {
  const found = await Promise.all(
    uses.map(async ({ featureId, transactionId, offset, credits }) => {
      const id = TransactionId.safeParse(transactionId).data;
      const transaction = id && (await findTransaction(ctx, id));
      if (!transaction) return [];
      return [[featureId, ownDraws(transaction, { offset, length: credits })] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** Announced with its transactions; what was not taken is announced by its kind and customer. */
async function findEffects(ctx: Context, event: EventView, draws: readonly OwnDraws[]) {
  const told = {
    external_customer_id: event.externalCustomerId,
    event_name: event.eventName,
    code: event.code,
  };
  const rows = await readSql(
    `SELECT type, created_at FROM outbox_message AS told
     WHERE organization_id = $1::uuid
       AND (created_at = ANY($2::timestamptz[])
            AND customer_id = (SELECT id FROM customer
                               WHERE organization_id = $1::uuid AND external_id = $3::text)
         OR data @> $5::jsonb AND EXISTS (SELECT FROM unnest($4::timestamptz[]) AS arrived (at)
              WHERE told.created_at BETWEEN at - interval '5 s' AND at + interval '5 s'))
       AND created_at BETWEEN $6::timestamptz AND $7::timestamptz
     ORDER BY created_at, id LIMIT 20`,
    [
      ctx.organizationId,
      draws.map(({ recordedAt }) => recordedAt),
      event.externalCustomerId,
      arrivals(event).map((at) => at.toISOString()),
      JSON.stringify(told),
      ...boundsOf([...arrivals(event), ...draws.map(({ recordedAt }) => new Date(recordedAt))]),
    ],
  );
  return rows.map(({ type, created_at }) => ({
    type: String(type),
    at: (created_at as Date).toISOString(),
  }));
}

/** By its customer's clock, and by ours: an id tells when it was made. */
function arrivals({ id, recordedAt }: EventView): readonly Date[] {
  const uuid = EventId.parse(id).replaceAll("-", "");
  return [new Date(recordedAt), new Date(Number.parseInt(uuid.slice(0, 12), 16))];
}

const NEAR_MS = 5_000;

/** The index goes by time: nothing that is told of the event lies outside of these. */
function boundsOf(instants: readonly Date[]): readonly [string, string] {
  const times = instants.map((at) => at.getTime());
  const at = (ms: number) => new Date(ms).toISOString();
  return [at(Math.min(...times) - NEAR_MS), at(Math.max(...times) + NEAR_MS)];
}
