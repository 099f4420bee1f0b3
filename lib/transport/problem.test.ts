import { describe, expect, it } from "vitest";
import * as z from "zod";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { invalidInput } from "./fault";
import { parseInput, problemOf } from "./problem";
import { problemBody, problemHeaders } from "./problem-body";
import { requestIdFrom } from "./request-id";

const bodyOf = (error: unknown) => {
  const { status, problem } = problemOf(error, "req-1");
  return problemBody(problem, status);
};

const faultsOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return bodyOf(error);
  }
  throw new Error("nothing was thrown");
};

describe("a refusal", () => {
  it("has its status and one body for both worlds", () => {
    expect(bodyOf(notFound("wallet", "wal_1"))).toEqual({
      type: "/docs/api#error-not_found",
      title: "Not found",
      status: 404,
      detail: "No such wallet",
      instance: "urn:request:req-1",
      code: "not_found",
      message: "No such wallet",
      http_status_code: 404,
      details: { entity: "wallet", id: "wal_1" },
      errors: [],
      success: false,
      error: { message: "No such wallet", internal_error: "not_found" },
    });
  });

  it("is told by its shape, because a bundle may hold another copy of the class", () => {
    const foreign = Object.assign(new Error("Not enough"), {
      name: "DomainError",
      code: "insufficient_credits",
      details: { shortfall: "1" },
    });
    expect(problemOf(foreign).status).toBe(402);
  });

  it("spells the fields that a write names as the API does", () => {
    expect(bodyOf(invalidField("expiresAt", "Too early"))).toMatchObject({
      status: 400,
      details: { fields: { expires_at: ["Too early"] } },
      errors: [{ pointer: "/expires_at", code: "invalid", detail: "Too early" }],
    });
    expect(
      bodyOf(
        new DomainError("already_exists", "Taken", {
          entity: "customer",
          field: "externalId",
          value: "a",
        }),
      ).details,
    ).toMatchObject({ field: "external_id" });
  });

  it("says by its code that all that is wrong are long numbers", () => {
    const long = { path: ["credits"], code: "send_as_string", message: "Send it as a string" };
    const other = { path: ["name"], code: "missing", message: "Required" };

    expect(bodyOf(invalidInput([long])).code).toBe("send_as_string");
    expect(bodyOf(invalidInput([long, other])).code).toBe("validation_error");
  });

  it("says when to come again", () => {
    const { problem } = problemOf(
      new DomainError("rate_limited", "Slower", { retry_after_seconds: 7 }),
    );
    expect(problemHeaders(problem)).toEqual({ "retry-after": "7" });
  });
});

describe("anything else", () => {
  it("stays in the log: callers see internal and the request's id", () => {
    const secret = "password=hunter2 at /srv/app/lib/db.ts:42";
    for (const thrown of [new Error(secret), secret, { secret }, undefined]) {
      const body = bodyOf(thrown);
      expect(body).toMatchObject({ status: 500, code: "internal", instance: "urn:request:req-1" });
      expect(JSON.stringify(body)).not.toContain("hunter2");
    }
  });
});

describe("parseInput", () => {
  const Input = z.object({
    name: z.string().min(1, "Name it"),
    amount: z.union([z.string(), z.number()]),
    lines: z.array(z.strictObject({ credits: z.string() })),
  });

  it("names every field at fault, missing ones in words for people", () => {
    const body = faultsOf(() => parseInput(Input, { name: "", lines: [{ credits: 1, extra: 2 }] }));

    expect(body.errors).toEqual([
      { pointer: "/name", code: "too_small", detail: "Name it" },
      { pointer: "/amount", code: "missing", detail: "Required" },
      expect.objectContaining({ pointer: "/lines/0/credits", code: "invalid_type" }),
      { pointer: "/lines/0/extra", code: "unknown_key", detail: 'Unknown key "extra"' },
    ]);
  });

  it("escapes names in pointers", () => {
    const body = faultsOf(() => parseInput(z.record(z.string(), z.string()), { "a/b~c": 1 }));
    expect(body.errors[0]?.pointer).toBe("/a~1b~0c");
  });
});

describe("requestIdFrom", () => {
  it("keeps a caller's id that is fit for a log line, and mints one otherwise", () => {
    expect(requestIdFrom("trace-1:2.3_4")).toBe("trace-1:2.3_4");
    for (const unfit of ["", undefined, null, "a b", "a\nb", "x".repeat(129), "é"]) {
      expect(requestIdFrom(unfit)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});
