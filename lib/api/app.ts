/**
 * The REST API: Hono in front of the dashboard, in the same process. Operations are declared
 * one file a resource; this file only mounts them and answers what none of them takes.
 */
import type { IncomingMessage } from "node:http";
import { Hono, type Context as HonoContext } from "hono";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { requestIdFrom } from "@/lib/transport/request-id";
import { handle, json, refuse, refusePath } from "./handle";
import { openApiDocument } from "./openapi";
import { mountOperation } from "./operation";
import type { Route } from "./route";
import { ROUTES } from "./routes";

/** `incoming` is there when Node's server calls; tests call without one. */
type Env = {
  Variables: { requestId: string };
  Bindings: { incoming?: IncomingMessage };
};

/** All of `/v1`, `/healthz` and `/readyz`. Testable by `app.request()`. */
export function createApi(routes: readonly Route[] = ROUTES): Hono<Env> {
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
  mount(app, routes);
  return app;
}

/** The server in front overwrites this header with what it saw itself. */
function addressOf(c: HonoContext<Env>): string | null {
  const forwarded = c.env?.incoming?.headers["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",")[0]?.trim() ?? null) : null;
}

function mount(app: Hono<Env>, routes: readonly Route[]): void {
  const methods = new Map<string, string[]>();
  for (const route of routes.toSorted(fixedFirst)) {
    const path = `/v1${route.path.replace(/\{(\w+)\}/g, ":$1")}`;
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
    app.on(route.method.toUpperCase(), path, (c) =>
      handle(route, {
        request: c.req.raw,
        requestId: c.get("requestId"),
        address: addressOf(c),
        params: c.req.param(),
        query: c.req.query(),
      }),
    );
  }
  // After all of them, so that only a method which no operation takes arrives here.
  for (const [path, allowed] of methods) {
    app.all(path, (c) => refuseMethod(c, allowed));
  }
}

/** `/wallets/debit` before `/wallets/{walletId}`: the first match answers. */
function fixedFirst(a: Route, b: Route): number {
  const [left, right] = [a.path.split("/"), b.path.split("/")];
  for (const [place, step] of left.entries()) {
    const open = Number(step.startsWith("{")) - Number(right[place]?.startsWith("{") ?? false);
    if (open !== 0) return open;
  }
  return 0;
}

function refuseMethod(c: HonoContext<Env>, methods: readonly string[]): Response {
  const allowed = methods.includes("GET") ? [...methods, "HEAD"] : [...methods];
  const allow = allowed.join(", ");
  const refusal = new DomainError("method_not_allowed", `This path takes ${allow}`, { allowed });
  const response = refuse(refusal, c.get("requestId"));
  response.headers.set("allow", allow);
  return response;
}

function logAnswer(c: HonoContext<Env>, startedAt: number): void {
  const { status } = c.res;
  const line = {
    requestId: c.get("requestId"),
    method: c.req.method,
    path: c.req.path,
    status,
    ms: Math.round(performance.now() - startedAt),
  };
  if (status >= 500) log().error(line, "answered");
  else log().debug(line, "answered");
}
