import { describe, expect, it } from "vitest";
import { DomainError, invalidField } from "@/lib/errors";
import { problemOf } from "./problem";
import { problemBody } from "./problem-body";

const told = (error: DomainError) => {
  const { problem, status } = problemOf(error, "req_1");
  const { details, errors } = problemBody(problem, status);
  return { details, errors };
};
const taken = (field: string) =>
  new DomainError("already_exists", "Taken", { entity: "thing", field, value: "x" });

describe("the faults of a refusal", () => {
  it("name the field that is at fault as the body spells it", () => {
    expect(told(taken("planId"))).toEqual({
      details: { entity: "thing", value: "x", field: "plan_id" },
      errors: [{ pointer: "/plan_id", code: "already_exists", detail: "Taken" }],
    });
  });

  it("call a key what every body calls it, but not the key of something within", () => {
    expect(told(taken("key"))).toMatchObject({
      details: { field: "lookup_key" },
      errors: [{ pointer: "/lookup_key" }],
    });
    expect(told(invalidField("key", "Too long")).errors).toMatchObject([
      { pointer: "/lookup_key", code: "invalid" },
    ]);
    expect(told(invalidField("filters.0.key", "Too long")).errors).toMatchObject([
      { pointer: "/filters/0/key" },
    ]);
  });

  it("are none where the path names what is at fault, or nothing does", () => {
    expect(told(taken("id"))).toMatchObject({ details: { field: "id" }, errors: [] });
    const ended = { entity: "subscription", state: "CANCELLED" };
    expect(told(new DomainError("invalid_state", "It has ended", ended)).errors).toEqual([]);
  });
});
