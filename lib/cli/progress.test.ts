import { describe, expect, it } from "vitest";
import { unavailable } from "@/lib/db/retry";
import { notFound } from "@/lib/errors";
import { described } from "./progress";

describe("what a command says of what it met", () => {
  it.each([
    ["a statement out of time", "57014", "canceling statement due to statement timeout"],
    ["a full disk", "53100", "could not extend file: No space left on device"],
    ["a server that starts", "57P03", "the database system is starting up"],
  ])("tells of %s that it passes, and why", (_, code, message) => {
    const fault = Object.assign(new Error(message), { code });

    const told = `The database does not answer; try again shortly\n  ${message}`;
    expect(described(fault)).toBe(told);
    expect(described(unavailable(fault))).toBe(told);
  });

  it("tells a refusal without a stack, and a bug with one", () => {
    expect(described(notFound("customer", "cus_1"))).toBe("No such customer");
    expect(described(new RangeError("a bug"))).toContain("progress.test.ts");
  });
});
