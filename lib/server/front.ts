/**
 * The one door of the process: the API's paths go to Hono, all others to Next. Next's own route
 * handlers would carry the API at a fortieth of the rate.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Environment } from "@/lib/env";
import { countAnswer, mayReadMetrics, metricsText, type Surface } from "./metrics";
import { nameSite, overwriteForwarded, setCommonHeaders, setPageHeaders } from "./security-headers";

/** What stands behind the door; a part that this process does not serve is not there. */
export type Rooms = { api?: RequestListener; web?: RequestListener };

const API_PATH = /^\/(v1(\/|\?|$)|(healthz|readyz)(\?|$))/;
const METRICS_PATH = /^\/metrics(\?|$)/;

export type FrontOptions = {
  readonly environment: Environment;
  readonly isDevelopment: boolean;
  /** Filled while the process starts; until then callers are asked to come back. */
  readonly rooms: Rooms;
};

export function front({ environment, isDevelopment, rooms }: FrontOptions): RequestListener {
  const site = environment.NEXTAUTH_URL ? new URL(environment.NEXTAUTH_URL) : undefined;
  const isHttps = site?.protocol === "https:";
  return (request, response) => {
    setCommonHeaders(response, isHttps);
    const url = request.url ?? "/";
    if (METRICS_PATH.test(url)) return sendMetrics(request, response, environment.METRICS_TOKEN);
    const surface: Surface = API_PATH.test(url) ? "api" : "web";
    const room = rooms[surface];
    if (!room) return sendNotReady(response);
    countAnswer(surface, response);
    overwriteForwarded(request, environment.TRUST_PROXY);
    nameSite(request, site);
    if (surface === "web") setPageHeaders(request, response, isDevelopment);
    room(request, response);
  };
}

function sendMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  token: string | undefined,
): void {
  if (!mayReadMetrics(request, token)) {
    response.writeHead(401, { "Content-Type": "text/plain" }).end("METRICS_TOKEN is needed\n");
    return;
  }
  response
    .writeHead(200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" })
    .end(metricsText());
}

function sendNotReady(response: ServerResponse): void {
  response
    .writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "2" })
    .end("Florin is starting, or this process does not serve this path.\n");
}
