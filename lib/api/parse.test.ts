import { describe, expect, it } from "vitest";
import { isDomainError } from "@/lib/errors";
import { problemOf } from "@/lib/transport/problem";
import { problemBody } from "@/lib/transport/problem-body";
import { eventFields } from "./event-body";
import { parseParts } from "./parse";
import { queryOf } from "./query";
import { ROUTES } from "./routes";

const route = ROUTES.find(({ method, path }) => method === "post" && path === "/customers");

/** What a caller is told of a body that cannot be taken. */
function refusalOf(body: object) {
  if (!route) throw new Error("customers are not made by POST");
  const bodyText = JSON.stringify(body);
  try {
    parseParts(route, { params: {}, query: queryOf(""), bodyText, idempotencyKey: undefined });
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    const { problem, status } = problemOf(thrown, "req_1");
    return problemBody(problem, status);
  }
  throw new Error("the body was taken");
}

describe("a query", () => {
  const faultsOf = (query: string, path = "/features") => {
    const list = ROUTES.find((one) => one.method === "get" && one.path === path);
    if (!list) throw new Error(`${path} is not read by GET`);
    const nothing = { params: {}, bodyText: "", idempotencyKey: undefined };
    try {
      parseParts(list, { query: queryOf(`/v1${path}?${query}`), ...nothing });
      return [];
    } catch (thrown) {
      if (!isDomainError(thrown)) throw thrown;
      return problemBody(problemOf(thrown, "req_1").problem, 400).errors;
    }
  };

  it("is not answered with everything because nobody reads its filter", () => {
    expect(faultsOf("serch=export&limit=5")).toEqual([
      {
        ...{ pointer: "/query/serch", code: "unknown_key" },
        detail: 'Unknown parameter "serch"; did you mean "search"?',
      },
    ]);
    for (const name of ["constructor", "__proto__"]) {
      expect(faultsOf(`${name}=x`)).toMatchObject([{ pointer: `/query/${name}` }]);
    }
  });

  it("may say what clients of the dialect send that filters nothing", () => {
    expect(faultsOf("search=export&expand=prices&from_cache=false")).toEqual([]);
  });

  it("is not answered by the first of two values", () => {
    expect(faultsOf("limit=1&search=a&limit=2")).toEqual([
      { pointer: "/query/limit", code: "repeated_key", detail: 'Send "limit" once' },
    ]);
    expect(faultsOf("limit=1&limit=1")).toMatchObject([{ code: "repeated_key" }]);
    expect(faultsOf("serch=a&serch=b")).toMatchObject([{ code: "unknown_key" }]);
    expect(faultsOf("search=%00&search=a").map(({ code }) => code)).toEqual([
      ...["invalid_text", "repeated_key"],
    ]);
  });

  it("takes a broken escape as it is written", () => {
    expect(queryOf("/v1/features?search=50%&a+b=%C3%A9&search=")).toEqual(
      new Map([
        ["search", ["50%", ""]],
        ["a b", ["é"]],
      ]),
    );
    expect(queryOf("/v1/features")).toEqual(new Map());
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
