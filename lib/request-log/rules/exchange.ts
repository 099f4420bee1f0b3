/** What was said in a call that was refused, and what of it is kept. */
import { keptJson } from "./kept-json";
import { keptTarget } from "./kept-target";
import { withoutSecrets } from "./secret";

/** Longer bodies and answers do not even wait to be looked at. */
export const MOST_LETTERS = 65_536;

/** What became of a request's body; only of the first two is anything of it kept. */
export const BODY_STATES = [
  "WHOLE",
  "CUT",
  /** There was none. */
  "NONE",
  /** Refused before it was read as JSON. */
  "UNREAD",
  "NOT_JSON",
  "TOO_LARGE",
  /** Too much waited to be written. */
  "LEFT_OUT",
] as const;
export type BodyState = (typeof BODY_STATES)[number];

type RawBody =
  | { readonly state: "READ"; readonly text: string }
  | { readonly state: "NONE" | "UNREAD" | "TOO_LARGE" | "LEFT_OUT" };

type Head = {
  readonly idempotencyKey: string | null;
  readonly contentType: string | null;
  /** Null where nobody told, or counted. */
  readonly bodyBytes: number | null;
};

/** As it was on the wire. */
export type RawExchange = Head & {
  /** Path and query. */
  readonly target: string;
  readonly body: RawBody;
  /** The problem document. */
  readonly answer: string;
};

/** As it is kept: without secrets, and short. */
export type Exchange = Head & {
  readonly target: string;
  readonly bodyState: BodyState;
  /** JSON, of a body that is kept. */
  readonly body: string | null;
  /** JSON. */
  readonly answer: string;
  readonly isAnswerCut: boolean;
};

const LONGEST_HEADER = 255;

export function exchangeOf({ target, body, answer, ...head }: RawExchange): Exchange {
  const answered = keptJson(answer);
  return {
    idempotencyKey: header(head.idempotencyKey),
    contentType: header(head.contentType),
    bodyBytes: head.bodyBytes,
    target: keptTarget(target),
    ...keptBody(body),
    answer: answered?.text ?? "null",
    isAnswerCut: answered?.isCut ?? true,
  };
}

const header = (text: string | null) => text && withoutSecrets(text).slice(0, LONGEST_HEADER);

function keptBody(raw: RawBody): Pick<Exchange, "bodyState" | "body"> {
  if (raw.state !== "READ") return { bodyState: raw.state, body: null };
  const kept = keptJson(raw.text);
  if (kept === undefined) return { bodyState: "NOT_JSON", body: null };
  return { bodyState: kept.isCut ? "CUT" : "WHOLE", body: kept.text };
}
