import * as z from "zod";
import type { ApiKeyId, RequestLogId } from "@/lib/ids";
import { BODY_STATES } from "./rules/exchange";

/** Which answers: a class such as `4xx`, or one status. */
export const StatusFilter = z.string().regex(/^([1-5]xx|[1-5]\d\d)$/, "Such as 4xx or 402");

export type RequestQuery = {
  readonly status?: string | undefined;
  readonly apiKeyId?: ApiKeyId | undefined;
  /** The beginning of a path as the document writes it. */
  readonly path?: string | undefined;
  readonly requestId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  /** The last row of the page before. */
  readonly after?: RequestLogId | undefined;
  readonly limit: number;
};

export const RequestView = z.object({
  id: z.string(),
  at: z.string(),
  method: z.string(),
  /** As the document writes it, with names in place of ids. */
  path: z.string(),
  status: z.int(),
  /** Of a refusal. */
  code: z.string().nullable(),
  ms: z.int(),
  /** Null for a person's, by session. */
  apiKeyId: z.string().nullable(),
  actorName: z.string(),
  address: z.string().nullable(),
  requestId: z.string(),
  isReplayed: z.boolean(),
});
export type RequestView = z.infer<typeof RequestView>;

/** What was said in a call that was refused: without secrets, and cut where it is long. */
export const ExchangeView = z.object({
  /** Why it was refused. */
  said: z.string(),
  /** Which fields were at fault, such as `events › item 4 › timestamp`. */
  faults: z.array(z.object({ field: z.string(), said: z.string() })),
  /** Path and query. */
  target: z.string(),
  /** Of the header. */
  idempotencyKey: z.string().nullable(),
  contentType: z.string().nullable(),
  /** As it was sent; null where nobody told. */
  bodyBytes: z.int().nullable(),
  bodyState: z.enum(BODY_STATES),
  /** JSON text, of a body that is kept. */
  body: z.string().nullable(),
  /** JSON text. */
  answer: z.string(),
  isAnswerCut: z.boolean(),
  /** The call for a shell, without its key. */
  curl: z.string(),
});
export type ExchangeView = z.infer<typeof ExchangeView>;

export const RequestDetailView = RequestView.extend({
  /** Null of a call that went well, and where nothing is kept. */
  exchange: ExchangeView.nullable(),
});
export type RequestDetailView = z.infer<typeof RequestDetailView>;

export type RequestPage = {
  readonly items: readonly RequestView[];
  /** The id after which the next page begins. */
  readonly nextCursor: string | null;
};
