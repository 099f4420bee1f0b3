/** What every operation does with a request: gate, parse, run, answer or refuse. */
import type { IncomingMessage } from "node:http";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Knock, keyContext } from "@/lib/transport/key-gate";
import { codeOfThrown, problemOf } from "@/lib/transport/problem";
import { problemBody, problemHeaders } from "@/lib/transport/problem-body";
import { readBody } from "./body";
import { type Parts, parseParts } from "./parse";
import { Refused, Replayed, type Route } from "./route";
import type { Visit } from "./visit";

export type Call = Omit<Parts, "bodyText" | "idempotencyKey"> & {
  readonly request: Request;
  /** The same as Node's server has it; absent where a test calls without one. */
  readonly incoming: IncomingMessage | undefined;
  readonly requestId: string;
  readonly address: string | null;
  readonly visit: Visit;
};

/** Answers one call of `route`; refusals and faults become the error body of API.md §1.5. */
export async function handle(route: Route, call: Call): Promise<Response> {
  try {
    return await run(route, call);
  } catch (error) {
    call.visit.code = codeOfThrown(error);
    return refuseCall(call, error);
  }
}

async function run(route: Route, call: Call): Promise<Response> {
  const { request, requestId, params, query } = call;
  const ctx = await keyContext(knockOf(call), route.scope);
  call.visit.entered(ctx);
  const bodyText = route.body === undefined ? "" : await readBody(request, call.incoming);
  if (route.body !== undefined) call.visit.took(bodyText);
  const idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
  const asked = parseParts(route, { params, query, bodyText, idempotencyKey });
  const answer = await route.run(ctx, asked);
  if (answer instanceof Refused) {
    call.visit.code = answer.error.code;
    return refuseCall(call, answer.error, answer);
  }
  const headers: Record<string, string> = { "x-request-id": requestId, ...call.visit.headers };
  if (route.status === 204) return new Response(null, { status: 204, headers });
  if (!(answer instanceof Replayed)) return json(answer, route.status, headers);
  call.visit.isReplayed = true;
  headers["idempotency-replayed"] = "true";
  return json(answer.body, route.status, headers);
}

/** The answer to what was thrown, whatever it was, outside of any operation. */
export function refuse(
  error: unknown,
  requestId: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const { status, problem, headers } = refusalOf(error, requestId);
  return json(problem, status, { ...headers, ...more });
}

/** The same of an operation's call, whose log may keep it; what is `told` stands beside the problem. */
function refuseCall(
  { request, requestId, visit }: Call,
  error: unknown,
  told?: Refused<object>,
): Response {
  const { status, problem, headers } = refusalOf(error, requestId, told?.status);
  const answer = JSON.stringify({ ...told?.body, ...problem });
  visit.refused({ request, problem, answer });
  return jsonText(answer, status, { ...headers, ...visit.headers });
}

function refusalOf(error: unknown, requestId: string, told?: number) {
  const { status: usual, problem } = problemOf(error, requestId);
  const status = told ?? usual;
  log().debug({ requestId, status, code: problem.code }, "refused");
  const headers = { "x-request-id": requestId, ...problemHeaders(problem) };
  return { status, headers, problem: problemBody(problem, status) };
}

/** The answer to a path that leads nowhere. */
export const refusePath = (path: string, requestId: string): Response =>
  refuse(new DomainError("not_found", "No such path", { entity: "path", id: path }), requestId);

const knockOf = ({ request, requestId, address, visit }: Call): Knock => ({
  method: request.method,
  header: (name) => request.headers.get(name) ?? undefined,
  requestId,
  address,
  ...visit.gate(),
});

export const json = (body: unknown, status: number, more: Record<string, string>): Response =>
  jsonText(JSON.stringify(body), status, more);

/** Headers go in whole: set on an answer afterwards, they cost more than the rest of it. */
function jsonText(text: string, status: number, more: Record<string, string>): Response {
  // Own fields first: V8 takes ten times as long for a copy that is given fields.
  const headers = { "content-type": "application/json", "cache-control": "no-store", ...more };
  return new Response(text, { status, headers });
}
