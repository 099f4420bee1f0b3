import * as z from "zod";
import type { ApiKeyId, RequestLogId } from "@/lib/ids";

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

export type RequestPage = {
  readonly items: readonly RequestView[];
  /** The id after which the next page begins. */
  readonly nextCursor: string | null;
};
