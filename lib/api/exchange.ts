/** What was said in a refused call, as the request log takes it. */
import { MOST_LETTERS, type RawExchange } from "@/lib/request-log/rules/exchange";

export type Said = {
  readonly request: Request;
  readonly problem: object;
  /** As it was sent: the problem, and what else was told. */
  readonly answer: string;
};

/** @param body absent of a call that was refused before its body was read, or that takes none. */
export function exchangeOf(
  { request: { url, headers }, problem, answer }: Said,
  body: RawExchange["body"] | undefined,
): RawExchange {
  const bodyBytes = lengthOf(headers.get("content-length")) ?? bytesOf(body);
  const isSent = headers.has("transfer-encoding") || (bodyBytes ?? 0) > 0;
  return {
    target: targetOf(url),
    idempotencyKey: headers.get("idempotency-key"),
    contentType: headers.get("content-type"),
    bodyBytes,
    body: body ?? { state: isSent ? "UNREAD" : "NONE" },
    // Of hundreds of items, what is said of them all.
    answer:
      answer.length <= MOST_LETTERS ? answer : JSON.stringify({ ...problem, details: LEFT_OUT }),
  };
}

const LEFT_OUT = { "…": "too long to be kept" };

const lengthOf = (header: string | null) =>
  header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;

const bytesOf = (body: RawExchange["body"] | undefined) =>
  body?.state === "READ" ? Buffer.byteLength(body.text) : null;

/** Path and query, as they were written. */
const targetOf = (url: string) => url.slice(url.indexOf("/", url.indexOf("//") + 2));
