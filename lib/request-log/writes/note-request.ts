/** Calls wait in memory and are written together, after their answers: none waits for its note. */
import { newId, type RequestLogId } from "@/lib/ids";
import { log } from "@/lib/log";
import { oncePerProcess } from "@/lib/runtime";
import { insertRequests, type LoggedRequest } from "../store";

/** So many wait at most. Beyond it what went well is left out; what was refused has as much room again. */
const MOST_WAITING = 10_000;
const A_STATEMENT = 2_000;

type Waiting = { requests: LoggedRequest[]; leftOut: number };

const waiting = () => oncePerProcess("request-log", (): Waiting => ({ requests: [], leftOut: 0 }));

/** Remembers one call and its answer until `flushRequests`. */
export function noteRequest(request: Omit<LoggedRequest, "id">): void {
  const { requests } = waiting();
  const room = request.status < 400 ? MOST_WAITING : 2 * MOST_WAITING;
  if (requests.length >= room) {
    waiting().leftOut++;
    return;
  }
  requests.push({ id: newId<RequestLogId>(), ...request });
}

/** Writes down what waits. What cannot be written is lost: it is a log, and no book. */
export async function flushRequests(): Promise<void> {
  const { requests, leftOut } = waiting();
  waiting().requests = [];
  waiting().leftOut = 0;
  if (leftOut > 0) log().warn({ leftOut }, "calls left out of the request log");
  for (let start = 0; start < requests.length; start += A_STATEMENT) {
    await insertRequests(requests.slice(start, start + A_STATEMENT));
  }
}
