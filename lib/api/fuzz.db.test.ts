/**
 * Every operation of the document, with calls made from its schemas: some of them good, most of
 * them not. `FLORIN_FUZZ=200` tries so many of each, `FLORIN_FUZZ_SEED` other ones.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { readSql } from "@/lib/db/transact";
import type { Answer } from "@/lib/testing/api";
import { ErrorBody } from "@/lib/testing/api-refusal";
import { aLivedShop, exampleCallOf, type LivedShop } from "@/lib/testing/api-shop-reads";
import { addressOf, type FuzzCall, type FuzzedOperation, fuzzCall } from "@/lib/testing/fuzz-calls";
import type { Schemas } from "@/lib/testing/fuzz-values";
import { openApiDocument } from "./openapi";
import type { JsonSchema } from "./reference-fields";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const RUNS = Number(process.env.FLORIN_FUZZ ?? 12);
const SEED = Number(process.env.FLORIN_FUZZ_SEED ?? 20261122);

const document = openApiDocument(ROUTES);
const schemas = (document.components?.schemas ?? {}) as Schemas;

type Raw = {
  parameters: FuzzedOperation["parameters"];
  requestBody?: { content: { "application/json": { schema: JsonSchema } } };
  responses: Record<string, unknown>;
};
const rawOf = ({ method, path }: Route) => document.paths?.[path]?.[method] as unknown as Raw;

let foreign: LivedShop;
/** Nothing that only reads changes it. */
let read: LivedShop;
beforeAll(async () => {
  foreign = await aLivedShop();
  read = await aLivedShop();
}, 120_000);

/** How many answers there were of each status: calls that are all refused would show little. */
const answers = new Map<number, number>();

/** What the ledger holds in all: what no refusal may change. */
async function totals(): Promise<unknown> {
  const [row] = await readSql(
    `SELECT (SELECT count(*) FROM ledger_transaction)::int AS transactions,
            (SELECT count(*) || ' ' || coalesce(sum(amount), 0) FROM ledger_entry) AS entries,
            (SELECT count(*) || ' ' || coalesce(sum(available), 0) || ' ' || coalesce(sum(held), 0)
               FROM credit_grant) AS grants,
            (SELECT count(*) FROM credit_hold)::int AS holds,
            (SELECT count(*) FROM invoice)::int AS invoices`,
  );
  return row;
}

/** Beside the problem some refusals say what the operation would have answered. */
const Refusal = z.looseObject(ErrorBody.shape);
const INTERNALS = /postgres|prisma|node_modules|\bSELECT\b|\.ts:\d|at \w+ \(/i;

function judge({ status, body }: Answer, route: Route): void {
  expect(status).toBeLessThan(500);
  if (status < 400) {
    expect(status).toBe(route.status);
    return;
  }
  expect(Object.keys(rawOf(route).responses)).toContain(String(status));
  expect(Refusal.safeParse(body).error).toBeUndefined();
  expect(body.status).toBe(status);
  if (body.code === "validation_error") expect(body.errors).not.toEqual([]);
  expect(JSON.stringify({ ...body, details: null, instance: null })).not.toMatch(INTERNALS);
}

async function send({ caller }: LivedShop, route: Route, call: FuzzCall): Promise<Answer> {
  return caller.send(addressOf(route, call), {
    method: route.method.toUpperCase(),
    headers: { "content-type": "application/json" },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  });
}

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s",
  (_, route) => {
    it("answers whatever it is asked, and a refusal changes nothing", async () => {
      const shop = route.method === "get" ? read : await aLivedShop();
      const { parameters, requestBody } = rawOf(route);
      const body = requestBody?.content["application/json"].schema;
      const example = exampleCallOf(shop, route);
      const known = [...Object.values(shop.places), ...Object.values(foreign.places)];
      const calls = fuzzCall({ route, example, parameters, body }, schemas, known);
      let before = await totals();

      const property = fc.asyncProperty(calls, async (call) => {
        const answer = await send(shop, route, call);
        answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
        const after = await totals();
        const told = `${JSON.stringify(call).slice(0, 2_000)} → ${answer.status} ${JSON.stringify(answer.body)}`;
        try {
          judge(answer, route);
          if (answer.status >= 400) expect(after).toEqual(before);
        } catch (error) {
          throw new Error(told, { cause: error });
        }
        before = after;
      });
      // Not made smaller: what was asked before has changed what a smaller call would meet.
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    }, 600_000);
  },
);

it("was answered in every way that calls can be answered", () => {
  expect([...answers.keys()]).toEqual(expect.arrayContaining([200, 201, 202, 400, 404, 409]));
});
