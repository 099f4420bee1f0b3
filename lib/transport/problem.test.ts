import { describe, expect, it } from "vitest";
import { notFound } from "@/lib/errors";
import { problemOf } from "./problem";
import { problemBody, problemHeaders } from "./problem-body";

const fault = (message: string, over: object) => Object.assign(new Error(message), over);

describe("problemOf", () => {
  it("tells a refusal as it is", () => {
    expect(problemOf(notFound("customer", "cus_1"), "req_1")).toMatchObject({
      status: 404,
      problem: { code: "not_found", requestId: "req_1" },
    });
  });

  it.each([
    ["a server that shuts down", fault("terminating connection", { code: "57P01" })],
    [
      "a statement that ran out of time",
      fault("canceling statement due to statement timeout", { code: "57014" }),
    ],
    ["a disk that is full", fault("could not extend file: No space left", { code: "53100" })],
    ["too many connections", fault("sorry, too many clients already", { code: "53300" })],
    ["a connection that was cut", new Error("Connection terminated unexpectedly")],
    [
      "a database that Prisma cannot reach",
      fault("Can't reach database server", { code: "P1001" }),
    ],
    [
      "a fault of the driver that Prisma wraps",
      fault("Raw query failed", {
        code: "P2010",
        meta: { driverAdapterError: { cause: { originalCode: "55P03", originalMessage: "lock" } } },
      }),
    ],
  ])("asks to come again after %s", (_, error) => {
    const { status, problem } = problemOf(error, "req_1");

    expect([status, problem.code]).toEqual([503, "unavailable"]);
    expect(problemHeaders(problem)).toEqual({ "retry-after": "1" });
    expect(problem).toMatchObject({ requestId: "req_1", details: { retry_after_seconds: 1 } });
    expect(JSON.stringify(problemBody(problem, status))).not.toContain(error.message);
  });

  it("tells nothing of what is a bug", () => {
    const { status, problem } = problemOf(fault("column x does not exist", { code: "42703" }));

    expect([status, problem.code]).toEqual([500, "internal"]);
    expect(JSON.stringify(problem)).not.toContain("column");
  });
});
