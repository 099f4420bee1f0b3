import { describe, expect, it } from "vitest";
import { isDomainError } from "@/lib/errors";
import { problemOf } from "@/lib/transport/problem";
import { problemBody } from "@/lib/transport/problem-body";
import { eventFields } from "./event-body";
import { parseParts } from "./parse";
import { ROUTES } from "./routes";

const route = ROUTES.find(({ method, path }) => method === "post" && path === "/customers");

/** What a caller is told of a body that cannot be taken. */
function refusalOf(body: object) {
  if (!route) throw new Error("customers are not made by POST");
  const bodyText = JSON.stringify(body);
  try {
    parseParts(route, { params: {}, query: {}, bodyText, idempotencyKey: undefined });
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    const { problem, status } = problemOf(thrown, "req_1");
    return problemBody(problem, status);
  }
  throw new Error("the body was taken");
}

describe("a query", () => {
  const list = ROUTES.find(({ method, path }) => method === "get" && path === "/features");
  const faultsOf = (query: Record<string, string>) => {
    if (!list) throw new Error("features are not listed by GET");
    try {
      parseParts(list, { params: {}, query, bodyText: "", idempotencyKey: undefined });
      return [];
    } catch (thrown) {
      if (!isDomainError(thrown)) throw thrown;
      return problemBody(problemOf(thrown, "req_1").problem, 400).errors;
    }
  };

  it("is not answered with everything because nobody reads its filter", () => {
    expect(faultsOf({ serch: "export", limit: "5" })).toEqual([
      {
        ...{ pointer: "/query/serch", code: "unknown_key" },
        detail: 'Unknown parameter "serch"; did you mean "search"?',
      },
    ]);
    expect(faultsOf({ constructor: "x" })).toMatchObject([{ pointer: "/query/constructor" }]);
  });

  it("may say what clients of the dialect send that filters nothing", () => {
    expect(faultsOf({ search: "export", expand: "prices", from_cache: "false" })).toEqual([]);
  });
});

describe("a body that cannot be taken", () => {
  it.each(["constructor", "toString", "hasOwnProperty"])("may name a key %s", (key) => {
    expect(refusalOf({ external_id: "a", [key]: 1 }).errors).toMatchObject([
      { pointer: `/${key}`, code: "unknown_key" },
    ]);
    expect(eventFields({ [key]: 1 }).errors).toHaveLength(1);
  });

  it("is told a hundred faults of, however many it has and however long they are", () => {
    const many = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`key_${index}`, index]),
    );
    const { errors } = refusalOf({ external_id: "a", ["x".repeat(100_000)]: 1, ...many });

    expect(errors).toHaveLength(100);
    expect(errors[0]?.detail.length).toBeLessThan(300);
    expect(eventFields(many).errors).toHaveLength(10);
  });
});
