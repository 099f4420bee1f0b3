/** Calls the API as a program does: in process, with a real key. */
import { createApi } from "@/lib/api/app";
import type { KeyScope } from "@/lib/api-key/rules/scope";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";

type Json = Record<string, unknown>;
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; `null` without a body. Typed loosely on purpose: tests say what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it asserts
  readonly body: any;
};

export type Caller = {
  readonly secret: string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly put: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly delete: (path: string) => Promise<Answer>;
  /** Anything else: a raw body, another method. */
  readonly send: (path: string, init: RequestInit) => Promise<Answer>;
};

/** A key of the context's organization, and the calls it makes under `/v1`. */
export async function aCaller(ctx: Context, scopes: readonly KeyScope[] = ["*"]): Promise<Caller> {
  const { secret } = await createApiKey(ctx, {
    name: "Test",
    scopes: [...scopes],
    expiresAt: null,
  });
  const app = createApi();
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (!headers.has("x-api-key")) headers.set("x-api-key", secret);
    const response = await app.request(`/v1${path}`, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  };
  const withBody =
    (method: string) =>
    (path: string, body?: unknown, headers: Json = {}) =>
      send(path, {
        method,
        headers: { "content-type": "application/json", ...(headers as Record<string, string>) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
  return {
    secret,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: withBody("POST"),
    put: withBody("PUT"),
    delete: (path) => send(path, { method: "DELETE" }),
  };
}
