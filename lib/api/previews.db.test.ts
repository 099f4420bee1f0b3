/**
 * Every POST that moves credits or money has a twin that tells what it would do, and is held to
 * what was told (API.md §1.11): over all declared operations, so that none is forgotten.
 */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Example } from "@/lib/testing/api-example";
import { countAll } from "@/lib/testing/api-refusal";
import { aShop, examplesOf, type Shop } from "@/lib/testing/api-shop";
import type { Route } from "./route";
import { ROUTES } from "./routes";

/** Writes that have no preview, or that others hold to it, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  "/customers": "moves nothing",
  "/features": "moves nothing",
  "/features/{featureId}/credit-costs": "moves nothing: it prices what comes",
  "/plans": "moves nothing",
  "/plans/{planId}/publish": "moves nothing: subscribers stay on their version",
  "/plans/{planId}/migrations": "has one, held to the version and the number of those it moves",
  "/subscriptions/renewal-dates": "has one, held to the day and to just those that it moves",
  "/products": "moves nothing",
  "/addons": "moves nothing",
  "/addons/{addonId}/publish": "moves nothing: what was sold stays on its version",
  "/packs": "moves nothing",
  "/prices": "moves nothing",
  "/prices/quote": "only looks",
  "/prices/units": "moves nothing",
  "/entitlements": "moves nothing",
  "/api-keys": "moves nothing",
  "/api-keys/{apiKeyId}/roll": "moves nothing",
  "/test-clocks": "moves nothing",
  "/test-clocks/{testClockId}/advance": "is time itself, in a sandbox",
  "/wallets": "its first credits go to a wallet that nobody else can have moved",
  "/events": "an event is a fact, kept whether or not it is paid; check and consume ask before",
  "/events/bulk": "events are facts",
  "/events/{event_id}/replay": "decides what an event asked for when it was sent",
  "/events/replay": "decides what events asked for when they were sent",
  "/subscriptions/{subscriptionId}/change/execute": "is the dialect's name of /change",
  "/subscriptions/{subscriptionId}/retry-fees": "has one; in the shop no fee waits to be paid",
  "/subscriptions/schedules/{scheduleId}/cancel": "moves nothing: what waited is not carried out",
  "/invoices/{invoiceId}/finalize": "changes nothing: invoices are final when issued",
  "/events/query": "only looks",
  "/events/usage": "only looks",
  "/events/usage/meter": "only looks",
  "/events/analytics": "only looks",
  "/customers/search": "only looks",
  "/subscriptions/search": "only looks",
  "/invoices/search": "only looks",
  "/features/search": "only looks",
  "/plans/search": "only looks",
  "/prices/search": "only looks",
  "/entitlements/search": "only looks",
  "/check": "only looks: it is a preview itself",
};

/** Of what time itself changes, the fingerprint carries the moment that it was shown for. */
const FINGERPRINT = /^[0-9a-f]{32}(\.\w+)?$/;
const isOfMoment = (fingerprint: string) => fingerprint.includes(".");

const posts = ROUTES.filter(({ method }) => method === "post");
const isTwin = ({ path }: Route) => path.endsWith("/preview");
const twinOf = ({ path }: Route) => posts.find((route) => route.path === `${path}/preview`);
const moving = posts.filter((route) => !isTwin(route) && !(route.path in WITHOUT));
const jsonOf = (schema: z.ZodType | undefined) =>
  schema && z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

const call = ({ caller }: Shop, path: string, { params, body }: Example, more: object = {}) =>
  caller.post(
    path.replace(/\{(\w+)\}/g, (_, name) => params?.[name] ?? ""),
    { ...body, ...more },
  );

/** Somebody else gives a credit to everybody, and a wallet to who had none. */
async function moveAll({ caller, ids }: Shop) {
  const { items } = (await caller.get("/wallets")).body;
  for (const { id } of items) {
    await caller.post("/credit-grants", { wallet_id: id, amount: "1" });
  }
  const wallet = { currency: "USD", initial_credits_to_load: "1" };
  await caller.post("/wallets", { customer_id: ids.newcomerId, ...wallet });
  const { changingSubscriptionId, pausedSubscriptionId, leavingSubscriptionId } = ids;
  for (const id of [changingSubscriptionId, pausedSubscriptionId, leavingSubscriptionId]) {
    const { body } = await caller.get(`/subscriptions/${id}`);
    await caller.post("/wallets", { customer_id: body.customer_id, ...wallet });
  }
}

it("finds the operations that move credits", () => {
  expect(moving.length).toBeGreaterThanOrEqual(20);
  expect(
    Object.keys(WITHOUT).filter((path) => !posts.some((route) => route.path === path)),
  ).toEqual([]);
});

describe.each(moving.map((route) => [route.path, route] as const))("post %s", (path, route) => {
  it("has a twin of the same body", () => {
    const twin = twinOf(route);
    expect(twin, `${path} needs a preview`).toBeDefined();
    expect(jsonOf(twin?.body)).toEqual(jsonOf(route.body));
    expect(twin?.scope).toBe(route.scope);
    expect(route.refusals).toContain("stale_preview");
  });

  it("tells what it would do, and is held to it", async () => {
    const shop = await aShop();
    const example = examplesOf(shop)[`post ${path}`];
    if (!example) throw new Error(`post ${path} needs an example in api-shop.ts`);
    const before = await countAll();
    const shown = await call(shop, `${path}/preview`, example);
    expect(shown.status, JSON.stringify(shown.body)).toBe(200);
    expect(shown.body.fingerprint).toMatch(FINGERPRINT);
    const again = await call(shop, `${path}/preview`, example);
    if (!isOfMoment(shown.body.fingerprint)) {
      expect(again.body.fingerprint).toBe(shown.body.fingerprint);
    }
    expect(await countAll()).toEqual(before);

    await moveAll(shop);
    const moved = await countAll();
    const { fingerprint } = shown.body;
    const stale = await call(shop, path, example, { fingerprint });
    expect(stale, JSON.stringify(stale.body)).toMatchObject({
      status: 409,
      body: { code: "stale_preview" },
    });
    expect(await countAll()).toEqual(moved);
    const { preview } = stale.body.details;
    expect(Object.keys(preview).sort()).toEqual(Object.keys(shown.body).sort());

    const done = await call(shop, path, example, { fingerprint: preview.fingerprint });
    expect(done.status, JSON.stringify(done.body)).toBe(route.status);
    expect(await countAll()).not.toEqual(moved);
  });
});
