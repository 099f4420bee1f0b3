import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { EXAMPLES } from "./examples";
import { openApiDocument } from "./openapi";
import { ROUTES } from "./routes";

const document = openApiDocument(ROUTES);
const text = JSON.stringify(document);

describe("/v1/openapi.json", () => {
  it("is an OpenAPI 3.1 document with an operation for every route", () => {
    expect(document.openapi).toBe("3.1.0");
    for (const { path, method, status } of ROUTES) {
      const operation = document.paths?.[path]?.[method];
      expect(Object.keys(operation?.responses ?? {}), `${method} ${path}`).toContain(
        String(status),
      );
    }
  });

  it("names every operation once", () => {
    const ids = Object.values(document.paths ?? {}).flatMap((item) =>
      Object.values(item ?? {}).map(
        (operation) => (operation as { operationId: string }).operationId,
      ),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(new Set(ROUTES.map(({ method, path }) => method + path)).size);
  });

  it("refers only to components that it has", () => {
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    const known = Object.keys(document.components?.schemas ?? {});

    expect(named.length).toBeGreaterThan(50);
    for (const name of new Set(named)) expect(known).toContain(name);
    expect(text).not.toContain("#/$defs/");
  });

  it("says what a body takes and what it refuses", () => {
    const debit = document.paths?.["/wallets/{walletId}/debit"]?.post;
    expect(debit).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: "walletId", in: "path", required: true }),
        expect.objectContaining({ name: "Idempotency-Key", in: "header" }),
      ]),
      requestBody: {
        content: {
          "application/json": {
            schema: {
              required: expect.arrayContaining(["credits", "idempotency_key"]),
              additionalProperties: false,
            },
          },
        },
      },
    });
    expect(Object.keys(debit?.responses ?? {}).sort()).toEqual([
      ...["200", "400", "401", "402", "403", "404", "409", "413", "415", "429", "503"],
    ]);
  });

  it("declares each path once, fixed ones told apart from open ones", () => {
    const seen = ROUTES.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("has no fault that a linter of such documents finds", async () => {
    const config = await createConfig({
      extends: ["recommended-strict"],
      rules: {
        // Which licence it comes under is for its publisher to say.
        "info-license": "off",
        // The dialect's paths are what they are; fixed steps go before open ones.
        "no-ambiguous-paths": "off",
        "operation-operationId-unique": "error",
        "operation-tag-defined": "error",
        "operation-description": "error",
        "tag-description": "error",
        "no-invalid-media-type-examples": "error",
        "no-invalid-parameter-examples": "error",
        "no-invalid-schema-examples": "error",
      },
    });
    const faults = await lintFromString({ source: text, absoluteRef: "/v1/openapi.json", config });

    const told = faults.map(
      ({ ruleId, message, location }) => `${location[0]?.pointer}: ${message} (${ruleId})`,
    );
    expect(told, "of an example that is out of date: npm run examples:write").toEqual([]);
  });

  it("shows what operations are asked and answered", () => {
    expect(Object.keys(EXAMPLES).length).toBeGreaterThan(100);
    for (const { path, method, status } of ROUTES) {
      const example = EXAMPLES[`${method} ${path}`];
      const operation = document.paths?.[path]?.[method];
      const asked = operation?.requestBody as { content?: Content } | undefined;
      const answered = operation?.responses?.[status] as { content?: Content } | undefined;
      expect(asked?.content?.["application/json"]?.example).toEqual(example?.request);
      expect(answered?.content?.["application/json"]?.example).toEqual(example?.response);
    }
  });
});

type Content = Readonly<Record<string, { readonly example?: unknown }>>;
