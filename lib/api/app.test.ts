import { describe, expect, it } from "vitest";
import { createApi } from "./app";

const app = createApi();

describe("the API, before any operation", () => {
  it("is alive", async () => {
    const response = await app.request("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  it("answers an unknown path with the error body, and the caller's request id", async () => {
    const response = await app.request("/v1/nowhere", { headers: { "x-request-id": "abc-1" } });

    expect(response.status).toBe(404);
    expect(response.headers.get("x-request-id")).toBe("abc-1");
    expect(await response.json()).toEqual({
      type: "/docs/api#error-not_found",
      title: "Not found",
      status: 404,
      detail: "No such path",
      instance: "urn:request:abc-1",
      code: "not_found",
      message: "No such path",
      http_status_code: 404,
      details: { entity: "path", id: "/v1/nowhere" },
      errors: [],
      success: false,
      error: { message: "No such path", internal_error: "not_found" },
    });
  });

  it("mints a request id where the caller's is unfit for a log", async () => {
    const response = await app.request("/v1/nowhere", { headers: { "x-request-id": "a b\tc" } });

    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
