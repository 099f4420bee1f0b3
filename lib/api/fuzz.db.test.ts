/**
 * Every operation of the document, with calls made from its schemas: some of them good, most of
 * them not. `FLORIN_FUZZ=200` tries so many of each, `FLORIN_FUZZ_SEED` other ones.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import type { Answer } from "@/lib/testing/api";
import type { Example } from "@/lib/testing/api-example";
import { ErrorBody } from "@/lib/testing/api-refusal";
import { aLivedShop, exampleCallOf, type LivedShop } from "@/lib/testing/api-shop-reads";
import {
  addressOf,
  anew,
  type FuzzCall,
  type FuzzedOperation,
  fuzzCall,
} from "@/lib/testing/fuzz-calls";
import type { Schemas } from "@/lib/testing/fuzz-values";
import { OVERSIZED, USUAL } from "@/lib/testing/fuzz-wire";
import { changedRows, type RowChange, watchRows } from "@/lib/testing/watch-rows";
import { openApiDocument } from "./openapi";
import type { JsonSchema } from "./reference-fields";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const RUNS = Number(process.env.FLORIN_FUZZ ?? 12);
const SEED = Number(process.env.FLORIN_FUZZ_SEED ?? 20261122);

const ofAda = { external_customer_id: "flex-1", member: "ada", group_id: "run-1" };
const rows = { properties: { rows: "2", région: "Île 🗺", tags: ["a", { deep: [null] }] } };
/** Examples say as little as they may: here stand the parts that are worth changing. */
const RICHER: Readonly<Record<string, Partial<Example>>> = {
  "post /events": {
    body: { ...ofAda, ...rows, event_name: "rows.read", event_id: "rows-2", source: "crm" },
  },
  "post /events/bulk": {
    body: {
      events: [
        { ...ofAda, ...rows, event_name: "rows.read" },
        { ...ofAda, event_name: "contact.exported", timestamp: new Date().toISOString() },
      ],
      atomic: false,
    },
  },
};

const document = openApiDocument(ROUTES);
const schemas = (document.components?.schemas ?? {}) as Schemas;

type Raw = {
  parameters: FuzzedOperation["parameters"];
  requestBody?: { content: { "application/json": { schema: JsonSchema } } };
  responses: Record<string, unknown>;
};
const rawOf = ({ method, path }: Route) => document.paths?.[path]?.[method] as unknown as Raw;

/** In every name of the other organization: whoever reads it has read what is not theirs. */
const OTHERS = "zq7-not-yours";

let foreign: LivedShop;
/** Nothing that only reads changes it. */
let read: LivedShop;
beforeAll(async () => {
  foreign = await aLivedShop();
  for (const table of ["customer", "feature", "plan", "wallet", "api_key"]) {
    const sql = `UPDATE ${table} SET name = name || ' ${OTHERS}' WHERE organization_id = $1::uuid`;
    await readSql(sql, [foreign.ctx.organizationId]);
  }
  read = await aLivedShop();
  await watchRows();
}, 120_000);

/** How many answers there were of each status: calls that are all refused would show little. */
const answers = new Map<number, number>();

/** Beside the problem some refusals say what the operation would have answered. */
const Refusal = z.looseObject(ErrorBody.shape);
const INTERNALS =
  /postgres|prisma|node_modules|\bSELECT\b|\bINSERT\b|relation "|violates|duplicate key|syntax error at|Cannot read|is not a function|TypeError|RangeError|\.ts:\d|at \w+ \(/i;

const isReading = ({ method, path, scope }: Route) =>
  method === "get" || path.endsWith("/preview") || scope.endsWith(":read");

function judge({ status, headers, body }: Answer, route: Route): void {
  expect(status).toBeLessThan(500);
  expect(headers.get("x-request-id")).toMatch(/^[\w.:-]{1,128}$/);
  expect(JSON.stringify(body)).not.toContain(OTHERS);
  expect(JSON.stringify(body)).not.toContain(idText("org", foreign.ctx.organizationId));
  if (status < 400) {
    expect(status).toBe(route.status);
    return;
  }
  expect(Object.keys(rawOf(route).responses)).toContain(String(status));
  expect(Refusal.safeParse(body).error).toBeUndefined();
  expect(body.status).toBe(status);
  expect(body.instance).toBe(`urn:request:${headers.get("x-request-id")}`);
  if (body.code === "validation_error") expect(body.errors).not.toEqual([]);
  expect(JSON.stringify({ ...body, details: null, instance: null })).not.toMatch(INTERNALS);
}

/** A refusal and a question change nothing; whatever is done concerns the caller's own alone. */
function judgeChanges(changes: readonly RowChange[], { status }: Answer, route: Route): void {
  if (status >= 400 || isReading(route)) expect(changes).toEqual([]);
  const others = changes.filter(
    ({ organizationId }) => organizationId === foreign.ctx.organizationId,
  );
  expect(others).toEqual([]);
}

async function send({ caller }: LivedShop, route: Route, call: FuzzCall): Promise<Answer> {
  const { headers, told } = call.wire;
  return caller.send(addressOf(route, call), {
    method: route.method.toUpperCase(),
    headers,
    ...(call.body !== undefined && { body: told(JSON.stringify(call.body)) }),
  });
}

/** What an operation is shown with, and a body that is too large for any. */
function firstCalls({ params = {}, query = {}, body }: Partial<Example>): [FuzzCall][] {
  const usual = { params, query, body: body && anew(body, "the-first"), wire: USUAL };
  return body === undefined ? [[usual]] : [[usual], [{ ...usual, wire: OVERSIZED }]];
}

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s",
  (name, route) => {
    it("answers whatever it is asked, and a refusal changes nothing", async () => {
      const shop = isReading(route) ? read : await aLivedShop();
      const { parameters, requestBody } = rawOf(route);
      const body = requestBody?.content["application/json"].schema;
      const example = { ...exampleCallOf(shop, route), ...RICHER[name] };
      const known = [...Object.values(shop.places), ...Object.values(foreign.places)];
      const calls = fuzzCall({ route, example, parameters, body }, schemas, known);
      const own = new Set<number>();
      await changedRows();

      const property = fc.asyncProperty(calls, async (call) => {
        const answer = await send(shop, route, call);
        answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
        own.add(answer.status);
        const changes = await changedRows();
        try {
          judge(answer, route);
          judgeChanges(changes, answer, route);
        } catch (error) {
          const told = `${JSON.stringify(call).slice(0, 2_000)} → ${answer.status} ${JSON.stringify(answer.body)}`;
          throw new Error(told, { cause: error });
        }
      });
      // Not made smaller: what was asked before has changed what a smaller call would meet.
      const settings = { numRuns: RUNS, seed: SEED, endOnFailure: true };
      await fc.assert(property, { ...settings, examples: firstCalls(example) });
      // Where no call ever got through, refusals alone were tried.
      expect([...own]).toContain(route.status);
    }, 600_000);
  },
);

it("was answered in every way that calls can be answered", () => {
  const statuses = [200, 201, 202, 204, 400, 402, 404, 409, 413, 415];
  expect([...answers.keys()]).toEqual(expect.arrayContaining(statuses));
});
