import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Param } from "@/lib/db/tx";
import type { ApiKeyId, RequestLogId } from "@/lib/ids";
import { leastIdAt } from "./rules/id-bound";
import type { RequestDetailView, RequestPage, RequestQuery } from "./schema";
import { exchangeFromRow, REQUEST_COLUMNS, requestFromRow } from "./store";
import { requestDetailView, requestView } from "./view";

/** Ids are minted with the answer, and no answer takes longer. */
const LONGEST_MS = 600_000;

/** The organization's calls, the latest answer first. */
export async function listRequests(ctx: Context, query: RequestQuery): Promise<RequestPage> {
  const { where, params } = narrowed(ctx, query);
  params.push(query.limit + 1);
  const rows = await readSql(
    `SELECT ${REQUEST_COLUMNS} FROM request_log WHERE ${where.join(" AND ")}
      ORDER BY id DESC LIMIT $${params.length}::int`,
    params,
  );
  const items = rows.slice(0, query.limit).map((row) => requestView(requestFromRow(row)));
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** One call of the organization, with what was said in it where that is kept. */
export async function findRequest(
  ctx: Context,
  id: RequestLogId,
): Promise<RequestDetailView | undefined> {
  const [row] = await readSql(
    `SELECT * FROM request_log LEFT JOIN request_exchange USING (id)
      WHERE id = $1::uuid AND organization_id = $2::uuid`,
    [id, ctx.organizationId],
  );
  if (!row) return undefined;
  const exchange = row.answer === null ? undefined : exchangeFromRow(row);
  return requestDetailView(requestFromRow(row), exchange);
}

function narrowed(ctx: Context, query: RequestQuery) {
  const { apiKeyId, path, requestId, from, to, after } = query;
  const params: Param[] = [ctx.organizationId];
  const where = ["organization_id = $1::uuid", ...statusIs(query.status)];
  const ask = (value: Param | undefined, condition: (place: string) => string) => {
    if (value === undefined) return;
    params.push(value);
    where.push(condition(`$${params.length}`));
  };
  ask(apiKeyId, (place) => `api_key_id = ${place}::uuid`);
  ask(path, (place) => `starts_with(path, ${place}::text)`);
  ask(requestId, (place) => `request_id = ${place}::text`);
  ask(from, (place) => `at >= ${place}::timestamptz`);
  ask(from && leastIdAt(from), (place) => `id >= ${place}::uuid`);
  ask(to, (place) => `at < ${place}::timestamptz`);
  ask(to && leastIdAt(new Date(to.getTime() + LONGEST_MS)), (place) => `id < ${place}::uuid`);
  ask(after, (place) => `id < ${place}::uuid`);
  return { where, params };
}

/** `4xx`, `5xx` and refused ones are written as the partial index says it, so that it serves. */
function statusIs(status: string | undefined): readonly string[] {
  if (status === undefined) return [];
  const [, first] = /^([1-5])(?:xx|\d\d)$/.exec(status) ?? [];
  if (first === undefined) return [];
  const refused = Number(first) >= 4 ? ["status >= 400"] : [];
  const least = Number(first) * 100;
  return status.endsWith("xx")
    ? [...refused, `status BETWEEN ${least} AND ${least + 99}`]
    : [...refused, `status = ${Number(status)}`];
}

/** How often a key was used from `since` on, and when last: what goes silent when it ends. */
export async function countCallsOfKey(
  ctx: Context,
  id: ApiKeyId,
  since: Date,
): Promise<{ calls: number; addresses: number; lastAt: string | null }> {
  const [row] = await readSql(
    `SELECT count(*)::int AS calls, count(DISTINCT address)::int AS addresses, max(at) AS last_at
       FROM request_log
      WHERE organization_id = $1::uuid AND api_key_id = $2::uuid AND id >= $3::uuid
        AND status <> 401`,
    [ctx.organizationId, id, leastIdAt(since)],
  );
  const lastAt = row?.last_at instanceof Date ? row.last_at.toISOString() : null;
  return { calls: Number(row?.calls ?? 0), addresses: Number(row?.addresses ?? 0), lastAt };
}
