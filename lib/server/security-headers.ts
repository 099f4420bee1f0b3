/** What every page is told to the browser: where it may load from, and who may frame it. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PAGE_HEADER } from "@/lib/transport/sign-in-path";
import { SERVER_NAME } from "./listen";

/**
 * Next puts the nonce of the request's policy on its own scripts; everything else stays on the
 * origin.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

/** Nothing below is for scripts, styles and fonts, of which a page asks for twenty. */
const ASSET = /^\/_next\/static\/(?!.*\.\.)[\w./~-]+\.(js|css|woff2)$/;

/**
 * Sets a fresh policy on the request, where Next reads it, and on the answer; and on the request
 * which page is asked for, which Next does not tell its layouts.
 */
export function setPageHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  isDevelopment: boolean,
): void {
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), isDevelopment);
  request.headers["content-security-policy"] = policy;
  request.headers[PAGE_HEADER] = request.url ?? "/";
  if (ASSET.test(request.url ?? "/")) return;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  response.setHeader("X-Frame-Options", "DENY");
}

/** For pages and API alike. */
export function setCommonHeaders(response: ServerResponse, isHttps: boolean): void {
  response.setHeader("Server", SERVER_NAME);
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (isHttps) response.setHeader("Strict-Transport-Security", "max-age=31536000");
}

/**
 * Says who calls, as this server saw it. Without a proxy of ours in front, what a caller claims
 * to have been forwarded from is a lie to the rate limiter and to the sign-in.
 */
export function overwriteForwarded(request: IncomingMessage, trustsProxy: boolean): void {
  const { headers, socket } = request;
  if (trustsProxy && headers["x-forwarded-for"]) return;
  for (const name of Object.keys(headers))
    if (name.startsWith("x-forwarded-")) delete headers[name];
  delete headers.forwarded;
  headers["x-forwarded-for"] = socket.remoteAddress ?? "unknown";
  headers["x-forwarded-proto"] = "http";
  if (headers.host) headers["x-forwarded-host"] = headers.host;
}

/**
 * A call from a page at the address that people use comes to that address, however a proxy names
 * this server: Next refuses an action whose page is of another host.
 *
 * @param site the address that people use, if it was given.
 */
export function nameSite({ headers }: IncomingMessage, site: URL | undefined): void {
  if (site === undefined || headers.origin !== site.origin) return;
  headers["x-forwarded-host"] = site.host;
  headers["x-forwarded-proto"] = site.protocol.slice(0, -1);
}
