import { describe, expect, it } from "vitest";
import { ERROR_WORDS } from "./error-words";
import { apiReference } from "./reference";
import { curlOf } from "./reference-curl";
import { fieldsOf, typeWords } from "./reference-fields";
import { ROUTES } from "./routes";

const operations = apiReference().flatMap((group) => group.operations);

describe("the reference", () => {
  it("shows every operation once, in its group", () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      ROUTES.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort(),
    );
    for (const { name, operations: own } of apiReference()) {
      expect(own.length).toBeGreaterThan(0);
      for (const { path } of own) expect(path.split("/")[1]).toBe(name);
    }
  });

  it("tells of a debit what it takes, what it answers and how it refuses", () => {
    const debit = operations.find(({ path }) => path === "/wallets/{walletId}/debit");
    expect(debit).toMatchObject({
      method: "POST",
      scope: "wallets:write",
      status: 200,
      parameters: [
        { name: "walletId", place: "path", isRequired: true },
        { name: "Idempotency-Key", place: "header", isRequired: false },
      ],
      body: expect.arrayContaining([
        { name: "credits", depth: 0, type: "text or number", isRequired: true },
      ]),
      reply: expect.arrayContaining([
        { name: "grant_id", depth: 1, type: "text", isRequired: true },
      ]),
      refusals: expect.arrayContaining([
        { status: 402, codes: ["insufficient_credits", "limit_reached"] },
      ]),
    });
    expect(debit?.curl).toContain('-d \'{\n  "credits": "1"');
    expect(JSON.parse(debit?.example ?? "")).toHaveProperty("credits", "1");
    expect(JSON.parse(debit?.response ?? "")).toHaveProperty("transaction_id");
  });

  it("has words for every code that an operation may answer with", () => {
    const known = new Set(ERROR_WORDS.map(({ code }) => code));
    const told = operations.flatMap(({ refusals }) => refusals.flatMap(({ codes }) => codes));

    expect(new Set(told).size).toBeGreaterThan(5);
    expect([...new Set(told)].filter((code) => !known.has(code))).toEqual([]);
    expect(ERROR_WORDS.map(({ status }) => status)).toEqual(
      ERROR_WORDS.map(({ status }) => status).toSorted((a, b) => a - b),
    );
  });
});

describe("rows of a schema", () => {
  it("follow references, lists and what may be null", () => {
    const schemas = { Draw: { type: "object", properties: { credits: { type: "string" } } } };
    const draws = { type: "array", items: { $ref: "#/components/schemas/Draw" } };
    const schema = {
      type: "object",
      required: ["draws"],
      properties: { draws: { anyOf: [draws, { type: "null" }] } },
    };
    expect(fieldsOf(schema, schemas)).toEqual([
      { name: "draws", depth: 0, type: "list of object or null", isRequired: true },
      { name: "credits", depth: 1, type: "text", isRequired: false },
    ]);
  });

  it.each([
    [{}, "anything"],
    [{ enum: ["a", "b"] }, '"a" or "b"'],
    [{ type: ["string", "null"] }, "text or null"],
    [{ type: "string", format: "date-time" }, "time"],
    [{ anyOf: [{ type: "string" }, { type: "string", maxLength: 3 }] }, "text"],
  ])("%j is %s", (schema, words) => {
    expect(typeWords(schema, {})).toBe(words);
  });
});

describe("a command line", () => {
  it("fills in the path and quotes what a shell would read", () => {
    const parameters = [
      { name: "id", in: "path", example: "a b" },
      { name: "by", in: "query", example: "x&y" },
    ];
    const call = { method: "put", path: "/things/{id}", parameters, body: { name: "it's" } };
    expect(curlOf(call).split(" \\\n  ")).toEqual([
      'curl -X PUT "$FLORIN_URL/v1/things/a%20b?by=x%26y"',
      '-H "x-api-key: $FLORIN_API_KEY"',
      '-H "content-type: application/json"',
      `-d '{\n  "name": "it'\\''s"\n}'`,
    ]);
  });
});
