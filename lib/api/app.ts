/**
 * The REST API: Hono in front of the dashboard, in the same process. Operations are declared
 * one file a resource; this file only mounts them and answers what none of them takes.
 */
import type { IncomingMessage } from "node:http";
import { Hono, type Context as HonoContext } from "hono";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type RateLimit, rateLimiter } from "@/lib/transport/rate-limit";
import { requestIdFrom } from "@/lib/transport/request-id";
import { handle, json, refuse, refusePath } from "./handle";
import { pathsOf, stepsOf } from "./match";
import { openApiDocument } from "./openapi";
import { mountOperation } from "./operation";
import { queryOf } from "./query";
import type { Route } from "./route";
import { ROUTES } from "./routes";
import { mountStripe } from "./stripe-webhook";
import { Visit } from "./visit";

/** `incoming` is there when Node's server calls; tests call without one. */
type Env = {
  Variables: { requestId: string; visit?: Visit };
  Bindings: { incoming?: IncomingMessage };
};

type Settings = {
  /** Of each key; without one nobody is limited. */
  readonly rateLimit?: RateLimit;
  /** Whether the request log keeps what was said in refused calls; it does unless told. */
  readonly keepsBodies?: boolean;
};

/** All of `/v1`, `/healthz` and `/readyz`. Testable by `app.request()`. */
export function createApi(
  routes: readonly Route[] = ROUTES,
  { rateLimit, keepsBodies = true }: Settings = {},
): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("requestId", requestIdFrom(c.req.header("x-request-id")));
    const startedAt = performance.now();
    await next();
    logAnswer(c, startedAt);
  });
  app.notFound((c) => refusePath(c.req.path, c.get("requestId")));
  app.onError((error, c) => refuse(error, c.get("requestId")));
  mountOperation(app);
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get("/v1/openapi.json", (c) => {
    document ??= openApiDocument(routes);
    return json(document, 200, { "x-request-id": c.get("requestId") });
  });
  mountStripe(app);
  const limiter = rateLimit && rateLimiter(rateLimit);
  mount(app, routes, (path) => new Visit(path, limiter, keepsBodies));
  return app;
}

/** The server in front overwrites this header with what it saw itself. */
function addressOf(c: HonoContext<Env>): string | null {
  const forwarded = c.env?.incoming?.headers["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",")[0]?.trim() ?? null) : null;
}

function mount(app: Hono<Env>, routes: readonly Route[], visitTo: (path: string) => Visit): void {
  const paths = pathsOf(routes);
  app.all("/v1/*", (c) => {
    const { path, method, raw } = c.req;
    const steps = stepsOf(path.slice("/v1".length));
    const match = paths.find(method === "HEAD" ? "GET" : method, steps);
    if (!match) return refusePlace(c, paths.methodsOf(steps));
    const { route, params } = match;
    const visit = visitTo(route.path);
    c.set("visit", visit);
    return handle(route, {
      request: raw,
      incoming: c.env?.incoming,
      requestId: c.get("requestId"),
      address: addressOf(c),
      params,
      query: queryOf(raw.url),
      visit,
    });
  });
}

/** A path that takes other methods, or leads nowhere. */
function refusePlace(c: HonoContext<Env>, methods: readonly string[]): Response {
  if (methods.length === 0) return refusePath(c.req.path, c.get("requestId"));
  const allowed = methods.includes("GET") ? [...methods, "HEAD"] : [...methods];
  const allow = allowed.join(", ");
  const refusal = new DomainError("method_not_allowed", `This path takes ${allow}`, { allowed });
  const response = refuse(refusal, c.get("requestId"));
  response.headers.set("allow", allow);
  return response;
}

function logAnswer(c: HonoContext<Env>, startedAt: number): void {
  const { status } = c.res;
  const { method, path } = c.req;
  const requestId = c.get("requestId");
  const ms = Math.round(performance.now() - startedAt);
  c.get("visit")?.note({ method, status, ms, address: addressOf(c), requestId });
  const line = { requestId, method, status, ms, path };
  if (status >= 500) log().error(line, "answered");
  else log().debug(line, "answered");
}
