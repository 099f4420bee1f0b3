/** Calls wait in memory and are written together, after their answers: none waits for its note. */
import { setImmediate } from "node:timers/promises";
import { newId, type RequestLogId } from "@/lib/ids";
import { log } from "@/lib/log";
import { oncePerProcess } from "@/lib/runtime";
import { exchangeOf, type RawExchange } from "../rules/exchange";
import { insertExchanges, insertRequests, type KeptExchange, type LoggedRequest } from "../store";

/** So many wait at most. Beyond it what went well is left out; what was refused has as much room again. */
const MOST_WAITING = 10_000;
const A_STATEMENT = 2_000;
/** What was said waits as it came. Beyond it bodies are left out; answers, which are short, have as much room again. */
const MOST_SAID_BYTES = 8 * 1024 * 1024;
const EXCHANGES_A_STATEMENT = 200;

type Said = { readonly id: RequestLogId; readonly exchange: RawExchange };
type Waiting = {
  requests: LoggedRequest[];
  said: Said[];
  saidBytes: number;
  /** Calls, and what was said in them. */
  leftOut: { calls: number; exchanges: number };
};

const nothing = (): Waiting => ({
  requests: [],
  said: [],
  saidBytes: 0,
  leftOut: { calls: 0, exchanges: 0 },
});
const waiting = () => oncePerProcess("request-log", nothing);

/**
 * Remembers one call and its answer until `flushRequests`.
 *
 * @param exchange what was said in it, if it was refused.
 */
export function noteRequest(request: Omit<LoggedRequest, "id">, exchange?: RawExchange): void {
  const { requests, leftOut } = waiting();
  const room = request.status < 400 ? MOST_WAITING : 2 * MOST_WAITING;
  if (requests.length >= room) {
    leftOut.calls++;
    return;
  }
  const id = newId<RequestLogId>();
  requests.push({ id, ...request });
  if (exchange) noteSaid({ id, exchange });
}

function noteSaid({ id, exchange }: Said): void {
  const now = waiting();
  const room = MOST_SAID_BYTES - now.saidBytes;
  const kept = bytesOf(exchange) <= room ? exchange : withoutBody(exchange);
  if (kept !== exchange) now.leftOut.exchanges++;
  const bytes = bytesOf(kept);
  if (bytes > room + MOST_SAID_BYTES) return;
  now.said.push({ id, exchange: kept });
  now.saidBytes += bytes;
}

const withoutBody = (exchange: RawExchange): RawExchange =>
  exchange.body.state === "READ" ? { ...exchange, body: { state: "LEFT_OUT" } } : exchange;

/** A letter takes two bytes at most. */
const bytesOf = ({ body, target, answer }: RawExchange) =>
  2 * ((body.state === "READ" ? body.text.length : 0) + target.length + answer.length);

/** Writes down what waits. What cannot be written is lost: it is a log, and no book. */
export async function flushRequests(): Promise<void> {
  const { requests, said, leftOut } = waiting();
  Object.assign(waiting(), nothing());
  if (leftOut.calls + leftOut.exchanges > 0) log().warn(leftOut, "left out of the request log");
  for (let start = 0; start < requests.length; start += A_STATEMENT) {
    await insertRequests(requests.slice(start, start + A_STATEMENT));
  }
  for (let start = 0; start < said.length; start += EXCHANGES_A_STATEMENT) {
    await insertExchanges(await kept(said.slice(start, start + EXCHANGES_A_STATEMENT)));
  }
}

/** Calls go on being answered between one and the next. */
async function kept(said: readonly Said[]): Promise<readonly KeptExchange[]> {
  const exchanges: KeptExchange[] = [];
  for (const { id, exchange } of said) {
    exchanges.push({ id, ...exchangeOf(exchange) });
    await setImmediate();
  }
  return exchanges;
}
