/**
 * Every operation that writes, through everything that a caller can get wrong: always the one
 * error body, never a change.
 */
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type Answer, aCaller } from "@/lib/testing/api";
import type { Example } from "@/lib/testing/api-example";
import { countAll, ErrorBody } from "@/lib/testing/api-refusal";
import { aShop, examplesOf, type Shop } from "@/lib/testing/api-shop";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const writing = ROUTES.filter(({ method, body }) => method !== "get" && body !== undefined);

let shop: Shop;
let foreign: Shop;
let before: unknown;

beforeAll(async () => {
  shop = await aShop();
  foreign = await aShop();
  before = await countAll();
}, 120_000);

const exampleOf = (own: Shop, route: Route): Example | undefined =>
  examplesOf(own)[nameOf(route).replace(/\/preview$/, "")];

function call(route: Route, example: Example, init: { body: string; type?: string }) {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => example.params?.[name] ?? "");
  return shop.caller.send(path, {
    method: route.method.toUpperCase(),
    headers: { "content-type": init.type ?? "application/json" },
    body: init.body,
  });
}

/** One way to get it wrong, and which statuses may answer it. */
type Wrong = {
  readonly what: string;
  readonly statuses: readonly number[];
  readonly send: (route: Route, example: Example) => Promise<Answer>;
};

const withBody = (body: object) => (route: Route, example: Example) =>
  call(route, example, { body: JSON.stringify({ ...example.body, ...body }) });

const raw = (body: string, type?: string) => (route: Route, example: Example) =>
  call(route, example, type === undefined ? { body } : { body, type });

function wrongs(example: Example, other: Example): readonly Wrong[] {
  const keys = Object.keys(example.body);
  const texts = keys.filter((key) => typeof example.body[key] === "string");
  const { [keys[0] ?? ""]: _, ...rest } = example.body;
  return [
    ...keys.flatMap((key) =>
      [{ wrong: true }, [[]], false].map((value) => ({
        what: `${key} is ${JSON.stringify(value)}`,
        statuses: [400],
        send: withBody({ [key]: value }),
      })),
    ),
    ...example.required.map((key) => ({
      what: `${key} is missing`,
      statuses: [400],
      send: withBody({ [key]: undefined }),
    })),
    ...(example.amounts ?? []).flatMap((key) =>
      [0, "0", -1, "-0.000000001", "1.0000000001", 1e-10, 1e300, "9".repeat(40), "1e3", ""].map(
        (value) => ({
          what: `${key} is ${JSON.stringify(value)}`,
          statuses: [400],
          send: withBody({ [key]: value }),
        }),
      ),
    ),
    ...(example.amounts ?? []).map((key) => ({
      what: `${key} is a number that a float would change`,
      statuses: [400],
      send: (route: Route, own: Example) => {
        const { [key]: __, ...others } = own.body;
        const text = JSON.stringify(others).slice(0, -1);
        const comma = text === "{" ? "" : ",";
        return call(route, own, {
          body: `${text}${comma}${JSON.stringify(key)}:1.00000000000000001}`,
        });
      },
    })),
    ...(example.ids ?? []).map((key) => ({
      what: `${key} is another organization's`,
      statuses: [400, 404],
      send: withBody({ [key]: other.body[key] }),
    })),
    ...(example.ids ?? []).map((key) => ({
      what: `${key} is of another kind`,
      statuses: [400],
      send: withBody({ [key]: "evt_01jd0000000000000000000000" }),
    })),
    ...texts.flatMap((key) => [
      { what: `${key} holds U+0000`, statuses: [400], send: withBody({ [key]: "a\u0000bcd" }) },
      { what: `${key} holds half a pair`, statuses: [400], send: withBody({ [key]: "abc\ud800" }) },
      {
        what: `${key} has a million letters`,
        statuses: [400],
        send: withBody({ [key]: "a".repeat(1_000_000) }),
      },
    ]),
    { what: "there is an unknown key", statuses: [400], send: withBody({ colour: "red" }) },
    { what: "the body is a list", statuses: [400], send: raw("[]") },
    { what: "the body is null", statuses: [400], send: raw("null") },
    { what: "the JSON is broken", statuses: [400], send: raw(`{"${keys[0]}": `) },
    { what: "the UTF-8 is cut", statuses: [400], send: raw(JSON.stringify(rest).replace("}", "")) },
    {
      what: "it is a form",
      statuses: [415],
      send: raw("a=b", "application/x-www-form-urlencoded"),
    },
    {
      what: "it is nested without end",
      statuses: [400],
      send: raw(`{"${keys[0]}":${"[".repeat(50_000)}${"]".repeat(50_000)}}`),
    },
    { what: "it has 9 MB", statuses: [413], send: raw(`{"a":"${"a".repeat(9 * 1024 * 1024)}"}`) },
  ];
}

describe.each(writing.map((route) => [nameOf(route), route] as const))("%s", (_, route) => {
  it("refuses every bad input by the one error body, and changes nothing", async () => {
    const example = exampleOf(shop, route);
    const other = exampleOf(foreign, route);
    if (!example || !other) throw new Error(`${nameOf(route)} needs an example in api-shop.ts`);
    for (const { what, statuses, send } of wrongs(example, other)) {
      const { status, body, headers } = await send(route, example);
      expect(statuses, `${what}: ${status} ${JSON.stringify(body)}`).toContain(status);
      const parsed = ErrorBody.safeParse(body);
      expect(parsed.error, `${what}: ${JSON.stringify(body)}`).toBeUndefined();
      expect(body.status, what).toBe(status);
      expect(body.instance).toBe(`urn:request:${headers.get("x-request-id")}`);
      if (body.code === "validation_error") expect(body.errors, what).not.toEqual([]);
      expect(JSON.stringify(body), what).not.toMatch(/postgres|prisma|node_modules|SELECT|\.ts:/i);
    }
    expect(await countAll()).toEqual(before);
  }, 120_000);
});

const named = writing.filter(({ path }) => path.includes("{"));
/** A code is each organization's own word: another's cannot be asked for by it. */
const namedById = named.filter(({ path }) => !path.endsWith("{code}"));

describe.each(namedById.map((route) => [nameOf(route), route] as const))("%s", (_, route) => {
  it("does not find another organization's", async () => {
    const example = exampleOf(shop, route);
    const other = exampleOf(foreign, route);
    if (!example || !other?.params) throw new Error(`${nameOf(route)} needs an example`);
    const { status, body } = await call(
      route,
      { ...example, params: other.params },
      { body: JSON.stringify(example.body) },
    );

    expect(status, JSON.stringify(body)).toBe(404);
    expect(ErrorBody.safeParse(body).error).toBeUndefined();
    expect(await countAll()).toEqual(before);
  });
});

describe.each(named.map((route) => [nameOf(route), route] as const))("%s", (_, route) => {
  it("does not find what cannot be an id", async () => {
    const example = exampleOf(shop, route);
    if (!example) throw new Error(`${nameOf(route)} needs an example`);
    const params = Object.fromEntries(
      Object.keys(example.params ?? {}).map((name) => [name, "%00nonsense%27--"]),
    );
    const body = JSON.stringify(example.body);
    const { status } = await call(route, { ...example, params }, { body });

    expect(status).toBe(404);
    expect(await countAll()).toEqual(before);
  });
});

const NONSENSE = ["%00", "%ED%A0%80", "-1", "1e9", "99999999999999999999", "%27--"];
const reading = ROUTES.filter(({ method }) => method === "get");

describe.each(reading.map((route) => [nameOf(route), route] as const))("%s", (_, route) => {
  const known = route.query instanceof z.ZodObject ? Object.keys(route.query.shape) : [];
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const path = (value: string) => route.path.replace(/\{\w+\}/g, value);

  const refused = ({ status, body }: Answer, what: string) => {
    expect([400, 404], `${what}: ${status} ${JSON.stringify(body)}`).toContain(status);
    expect(ErrorBody.safeParse(body).error, what).toBeUndefined();
  };

  it("does not find what cannot be an id", async () => {
    for (const value of names.length > 0 ? ["%00", "%27--", "cus_%F0%9F%98%80", "%ff"] : []) {
      refused(await shop.caller.get(path(value)), value);
    }
  });

  it("answers nonsense in its query with a fault of the caller's", async () => {
    for (const query of known.flatMap((key) => NONSENSE.map((value) => `${key}=${value}`))) {
      const answer = await shop.caller.get(`${path("x")}?${query}`);
      expect(answer.status, `${query}: ${JSON.stringify(answer.body)}`).toBeLessThan(500);
      if (query.endsWith("=%00")) refused(answer, query);
    }
  });

  it("needs a key, and the scope it says", async () => {
    const bare = await shop.caller.get(path("x"), { "x-api-key": "" });
    expect(bare).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    const narrow = await aCaller(shop.ctx, ["ingest"]);
    expect(await narrow.get(path("x"))).toMatchObject({
      status: 403,
      body: { details: { missing_permission: route.scope } },
    });
    before = await countAll();
  });
});
