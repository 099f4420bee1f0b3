/** What every operation does with a request: gate, parse, run, answer or refuse. */
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Knock, keyContext } from "@/lib/transport/key-gate";
import { problemOf } from "@/lib/transport/problem";
import { problemBody, problemHeaders } from "@/lib/transport/problem-body";
import { readBody } from "./body";
import { type Parts, parseParts } from "./parse";
import { Refused, Replayed, type Route } from "./route";

export type Call = Omit<Parts, "bodyText" | "idempotencyKey"> & {
  readonly request: Request;
  readonly requestId: string;
  readonly address: string | null;
};

/** Answers one call of `route`; refusals and faults become the error body of API.md §1.5. */
export async function handle(route: Route, call: Call): Promise<Response> {
  try {
    return await run(route, call);
  } catch (error) {
    return refuse(error, call.requestId);
  }
}

async function run(route: Route, call: Call): Promise<Response> {
  const { request, requestId, params, query } = call;
  const ctx = await keyContext(knockOf(call), route.scope);
  const bodyText = route.body === undefined ? "" : await readBody(request);
  const idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
  const asked = parseParts(route, { params, query, bodyText, idempotencyKey });
  const answer = await route.run(ctx, asked);
  if (answer instanceof Refused) return refuse(answer.error, requestId, answer);
  if (route.status === 204) return new Response(null, { status: 204, headers: own(requestId) });
  const isReplayed = answer instanceof Replayed;
  return json(isReplayed ? answer.body : answer, route.status, {
    ...own(requestId),
    ...(isReplayed && { "idempotency-replayed": "true" }),
  });
}

/** The answer to what was thrown, whatever it was; `told` stands beside the problem. */
export function refuse(error: unknown, requestId: string, told?: Refused<object>): Response {
  const { status: usual, problem } = problemOf(error, requestId);
  const status = told?.status ?? usual;
  log().debug({ requestId, status, code: problem.code }, "refused");
  const headers = { ...own(requestId), ...problemHeaders(problem) };
  return json({ ...told?.body, ...problemBody(problem, status) }, status, headers);
}

/** The answer to a path that leads nowhere. */
export const refusePath = (path: string, requestId: string): Response =>
  refuse(new DomainError("not_found", "No such path", { entity: "path", id: path }), requestId);

const knockOf = ({ request, requestId, address }: Call): Knock => ({
  method: request.method,
  header: (name) => request.headers.get(name) ?? undefined,
  requestId,
  address,
});

const own = (requestId: string) => ({ "x-request-id": requestId });

export function json(body: unknown, status: number, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/json", "cache-control": "no-store" },
  });
}
