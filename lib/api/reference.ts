/** The OpenAPI document as a page shows it: groups of operations, each with its parts as rows. */
import { oncePerProcess } from "@/lib/runtime";
import { openApiDocument } from "./openapi";
import { curlOf } from "./reference-curl";
import { type Field, fieldsOf, type JsonSchema, typeWords } from "./reference-fields";
import { ROUTES } from "./routes";

export type Parameter = {
  readonly name: string;
  readonly place: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly words: string;
};

export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly scope: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Field[];
  readonly reply: readonly Field[];
  readonly status: number;
  readonly refusals: readonly { readonly status: number; readonly codes: readonly string[] }[];
  readonly curl: string;
  /** A body that works, as text; `undefined` where it takes none. */
  readonly example: string | undefined;
  /** As text; `undefined` where the answer has no body. */
  readonly response: string | undefined;
};

export type Group = {
  readonly name: string;
  readonly words: string;
  readonly operations: readonly Operation[];
};

type Media = { "application/json"?: { schema?: JsonSchema; example?: unknown } };
type RawOperation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: object;
  }[];
  requestBody?: { content: Media };
  responses: Record<string, { content?: Media; "x-error-codes"?: string[] }>;
  "x-scope": string;
};

/** All groups, made once a process. */
export const apiReference = (): readonly Group[] =>
  oncePerProcess("api-reference", () => referenceOf(openApiDocument(ROUTES)));

/** @param document one of `openApiDocument`. */
export function referenceOf(document: ReturnType<typeof openApiDocument>): readonly Group[] {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>;
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, raw]) => ({
      // The document is our own, and its test holds it to this form.
      group: (raw as RawOperation).tags[0],
      operation: operationOf(method, path, raw as RawOperation, schemas),
    })),
  );
  return (document.tags ?? []).map(({ name, description = "" }) => ({
    name,
    words: description,
    operations: operations.filter(({ group }) => group === name).map(({ operation }) => operation),
  }));
}

function operationOf(
  method: string,
  path: string,
  raw: RawOperation,
  schemas: Readonly<Record<string, JsonSchema>>,
): Operation {
  const statuses = Object.keys(raw.responses).map(Number);
  const status = Math.min(...statuses);
  const reply = raw.responses[status]?.content?.["application/json"];
  const body = raw.requestBody?.content["application/json"];
  const refused = statuses.filter((code) => code >= 400);
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    summary: raw.summary,
    scope: raw["x-scope"],
    parameters: raw.parameters.map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      type: typeWords(parameter.schema, schemas),
      isRequired: parameter.required === true,
      words: parameter.description ?? "",
    })),
    body: body?.schema ? fieldsOf(body.schema, schemas) : [],
    reply: reply?.schema ? fieldsOf(reply.schema, schemas) : [],
    status,
    refusals: refused.map((code) => ({
      status: code,
      codes: raw.responses[code]?.["x-error-codes"] ?? [],
    })),
    curl: curlOf({ method, path, parameters: raw.parameters, body: body?.example }),
    example: body?.example === undefined ? undefined : JSON.stringify(body.example, null, 2),
    response: reply?.example === undefined ? undefined : JSON.stringify(reply.example, null, 2),
  };
}
