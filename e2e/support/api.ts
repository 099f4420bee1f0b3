/** The API as a program calls it: over HTTP, with a key of the test's own organization. */
import { type APIRequestContext, expect } from "@playwright/test";

/** Read loosely on purpose: each test says what it expects of an answer. */
// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it asserts
type Json = any;

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
};

export type Api = {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: object) => Promise<Answer>;
  readonly put: (path: string, body: object) => Promise<Answer>;
  readonly delete: (path: string) => Promise<Answer>;
  /** Posts what has to succeed, and answers its body. */
  readonly made: (path: string, body: object) => Promise<Json>;
};

/** @param request sends the key with every call. */
export function apiOf(request: APIRequestContext): Api {
  const call = async (method: string, path: string, data?: object): Promise<Answer> => {
    const response = await request.fetch(`/v1${path}`, { method, ...(data && { data }) });
    const text = await response.text();
    return {
      status: response.status(),
      headers: response.headers(),
      body: text === "" ? null : JSON.parse(text),
    };
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body ?? {}),
    put: (path, body) => call("PUT", path, body),
    delete: (path) => call("DELETE", path),
    made: async (path, body) => {
      const answer = await call("POST", path, body);
      expect(answer.status, `POST ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
      return answer.body;
    },
  };
}
