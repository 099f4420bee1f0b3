import * as z from "zod";
import { instantText, jsonColumn, plainColumn, textColumn } from "@/lib/db/columns";
import { readByKeys, readSql } from "@/lib/db/transact";
import { type ApiKeyId, idFromRow, type OrganizationId, type RequestLogId } from "@/lib/ids";
import { BODY_STATES, type Exchange } from "./rules/exchange";

/** One call and its answer, as it is kept. */
export type LoggedRequest = {
  readonly id: RequestLogId;
  readonly organizationId: OrganizationId;
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: string | null;
  readonly ms: number;
  readonly apiKeyId: ApiKeyId | null;
  readonly actorName: string;
  readonly address: string | null;
  readonly requestId: string;
  readonly isReplayed: boolean;
};

export const REQUEST_COLUMNS = `id, organization_id, at, method, path, status, code, ms, api_key_id,
  actor_name, address, request_id, is_replayed`;

const RequestRow = z.object({
  id: z.string().transform(idFromRow<RequestLogId>),
  organization_id: z.string().transform(idFromRow<OrganizationId>),
  at: z.date(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  code: z.string().nullable(),
  ms: z.int(),
  api_key_id: z
    .string()
    .transform(idFromRow<ApiKeyId>)
    .nullable(),
  actor_name: z.string(),
  address: z.string().nullable(),
  request_id: z.string(),
  is_replayed: z.boolean(),
});

export function requestFromRow(row: unknown): LoggedRequest {
  const request = RequestRow.parse(row);
  const { id, at, method, path, status, code, ms, address } = request;
  return {
    ...{ id, at, method, path, status, code, ms, address },
    organizationId: request.organization_id,
    apiKeyId: request.api_key_id,
    actorName: request.actor_name,
    requestId: request.request_id,
    isReplayed: request.is_replayed,
  };
}

/** One statement for all of them; sent twice, they stand there once. */
export async function insertRequests(requests: readonly LoggedRequest[]): Promise<void> {
  await readByKeys(
    `INSERT INTO request_log (${REQUEST_COLUMNS})
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[],
       $6::int[], $7::text[], $8::int[], $9::uuid[], $10::text[], $11::text[], $12::text[],
       $13::bool[])
     ON CONFLICT DO NOTHING`,
    [
      plainColumn(requests, ({ id }) => id),
      plainColumn(requests, ({ organizationId }) => organizationId),
      plainColumn(requests, ({ at }) => instantText(at)),
      textColumn(requests, ({ method }) => method),
      textColumn(requests, ({ path }) => path),
      plainColumn(requests, ({ status }) => status),
      textColumn(requests, ({ code }) => code),
      plainColumn(requests, ({ ms }) => ms),
      plainColumn(requests, ({ apiKeyId }) => apiKeyId),
      textColumn(requests, ({ actorName }) => actorName),
      textColumn(requests, ({ address }) => address),
      textColumn(requests, ({ requestId }) => requestId),
      plainColumn(requests, ({ isReplayed }) => isReplayed),
    ],
  );
}

/** What was said in a call; its row stands already. */
export type KeptExchange = Exchange & { readonly id: RequestLogId };

const EXCHANGE_COLUMNS = `id, target, idempotency_key, content_type, body_bytes, body_state, body,
  answer, is_answer_cut`;

const ExchangeRow = z.object({
  target: z.string(),
  idempotency_key: z.string().nullable(),
  content_type: z.string().nullable(),
  body_bytes: z.int().nullable(),
  body_state: z.enum(BODY_STATES),
  body: z.string().nullable(),
  answer: z.string(),
  is_answer_cut: z.boolean(),
});

export function exchangeFromRow(row: unknown): Exchange {
  const exchange = ExchangeRow.parse(row);
  const { target, body, answer } = exchange;
  return {
    ...{ target, body, answer },
    idempotencyKey: exchange.idempotency_key,
    contentType: exchange.content_type,
    bodyBytes: exchange.body_bytes,
    bodyState: exchange.body_state,
    isAnswerCut: exchange.is_answer_cut,
  };
}

/** One statement for all of them; sent twice, they stand there once. */
export async function insertExchanges(exchanges: readonly KeptExchange[]): Promise<void> {
  await readByKeys(
    `INSERT INTO request_exchange (${EXCHANGE_COLUMNS})
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[],
       $7::text[], $8::text[], $9::bool[])
     ON CONFLICT DO NOTHING`,
    [
      plainColumn(exchanges, ({ id }) => id),
      textColumn(exchanges, ({ target }) => target),
      textColumn(exchanges, ({ idempotencyKey }) => idempotencyKey),
      textColumn(exchanges, ({ contentType }) => contentType),
      plainColumn(exchanges, ({ bodyBytes }) => bodyBytes),
      textColumn(exchanges, ({ bodyState }) => bodyState),
      jsonColumn(exchanges, ({ body }) => body),
      jsonColumn(exchanges, ({ answer }) => answer),
      plainColumn(exchanges, ({ isAnswerCut }) => isAnswerCut),
    ],
  );
}

/** The oldest below `id`, at most so many. @returns how many went. */
export async function deleteRequestsBelow(id: string, most: number): Promise<number> {
  const [row] = await readSql(
    `WITH gone AS (
       DELETE FROM request_log WHERE id IN (
         SELECT id FROM request_log WHERE id < $1::uuid ORDER BY id LIMIT $2::int
       ) RETURNING 1)
     SELECT count(*)::int AS count FROM gone`,
    [id, most],
  );
  return Number(row?.count ?? 0);
}
