/** `/v1/openapi.json`, from the same declarations that answer the calls. */
import { OpenAPIHono } from "@hono/zod-openapi";
import * as z from "zod";
import type { DomainErrorCode } from "@/lib/errors";
import { statusOfCode, titleOfCode } from "@/lib/transport/problem";
import { exampleOf, type OperationExample } from "./examples";
import { parameterWords, tagged, tagOf } from "./openapi-words";
import { problemSchema } from "./problem-document";
import type { Route } from "./route";

type JsonSchema = Record<string, unknown>;
type Registry = OpenAPIHono["openAPIRegistry"];

const INFO = {
  title: "Florin",
  version: "1",
  description:
    "Credit billing: wallets, grants, usage, subscriptions and invoices. Amounts are decimals as " +
    "text; times are RFC 3339; lists are newest first. Examples are real calls, their lists cut " +
    "to two items.",
};

/** Codes that any call may meet. */
const EVERYWHERE: readonly DomainErrorCode[] = [
  "validation_error",
  "unauthenticated",
  "forbidden",
  "rate_limited",
  "unavailable",
];
/** Codes that any call with a body may meet. */
const WITH_BODY: readonly DomainErrorCode[] = ["too_large", "unsupported_media_type"];

export function openApiDocument(routes: readonly Route[]) {
  const document = new OpenAPIHono();
  const registry = document.openAPIRegistry;
  registry.registerComponent("securitySchemes", "apiKey", {
    type: "apiKey",
    in: "header",
    name: "x-api-key",
  });
  registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  const schemaOf = schemas(registry);
  for (const route of routes) {
    registry.registerPath({
      method: route.method,
      path: route.path,
      operationId: operationId(route),
      summary: route.summary,
      tags: [tagOf(route.path)],
      description: `Needs the scope \`${route.scope}\`.`,
      "x-scope": route.scope,
      parameters: parametersOf(route, schemaOf),
      ...(route.body && {
        requestBody: {
          required: true,
          content: jsonOf(schemaOf(route.body, "input"), exampleOf(route)?.request),
        },
      }),
      responses: responsesOf(route, schemaOf),
    });
  }
  return document.getOpenAPI31Document({
    openapi: "3.1.0",
    info: INFO,
    servers: [{ url: "/v1" }],
    tags: [...new Set(routes.map(({ path }) => tagOf(path)))].map(tagged),
    security: [{ apiKey: [] }, { bearer: [] }],
  });
}

type SchemaOf = (schema: z.ZodType, io: "input" | "output") => JsonSchema;

const jsonOf = (schema: JsonSchema, example: unknown) => ({
  "application/json": { schema, ...(example !== undefined && { example }) },
});

/** Turns schemas into JSON Schema; those with an id become components, once. */
function schemas(registry: Registry): SchemaOf {
  const known = new Set<string>();
  return (schema, io) => {
    const { $schema: _, $defs, ...own } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
    for (const [name, definition] of Object.entries($defs ?? {})) {
      if (known.has(name)) continue;
      known.add(name);
      registry.registerComponent("schemas", name, toComponents(definition));
    }
    return toComponents(own);
  };
}

const toComponents = (schema: object): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

function parametersOf(route: Route, schemaOf: SchemaOf) {
  const example = exampleOf(route);
  const inPath = propertiesOf(schemaOf(route.params, "input")).map(([name, schema]) => ({
    ...{ name, in: "path" as const, required: true, schema },
    ...toldOf(name, example?.params),
  }));
  const query = schemaOf(route.query, "input");
  const required = Array.isArray(query.required) ? query.required : [];
  const inQuery = propertiesOf(query).map(([name, schema]) => ({
    ...{ name, in: "query" as const, required: required.includes(name), schema },
    ...toldOf(name, example?.query),
  }));
  return [...inPath, ...inQuery, ...(route.method === "post" ? [IDEMPOTENCY_KEY] : [])];
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header" as const,
  description: "The caller's own name for what it does: asking twice under one name acts once.",
  schema: { type: "string" as const },
};

function toldOf(name: string, examples: OperationExample["params"]) {
  const description = parameterWords(name);
  const example = examples?.[name];
  return { ...(description && { description }), ...(example !== undefined && { example }) };
}

const propertiesOf = ({ properties }: JsonSchema): [string, JsonSchema][] =>
  Object.entries((properties ?? {}) as Record<string, JsonSchema>);

function responsesOf(route: Route, schemaOf: SchemaOf) {
  const reply =
    route.status === 204
      ? { description: "Done" }
      : {
          description: "Done",
          content: jsonOf(schemaOf(route.reply, "output"), exampleOf(route)?.response),
        };
  const refusals = new Map<number, DomainErrorCode[]>();
  const usual = [...EVERYWHERE, ...(route.body ? WITH_BODY : [])];
  for (const code of new Set([...usual, ...route.refusals])) {
    const status = route.statuses?.[code] ?? statusOfCode(code);
    refusals.set(status, [...(refusals.get(status) ?? []), code]);
  }
  return Object.fromEntries([
    [String(route.status), reply],
    ...[...refusals].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `${code}: ${titleOfCode(code)}`).join("; "),
        "x-error-codes": codes,
        content: jsonOf(schemaOf(problemSchema(codes), "output"), undefined),
      },
    ]),
  ]);
}

/** `post_wallets_walletId_top-up`: stable, and unique because method and path are. */
const operationId = ({ method, path }: Route) =>
  `${method}${path.replaceAll("/", "_").replace(/[{}]/g, "")}`;
