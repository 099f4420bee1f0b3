import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { differencesBetween } from "@/lib/testing/acknowledgements";
import { cutSessions } from "@/lib/testing/cut-sessions";
import { aContext } from "@/lib/testing/factories";
import { type RunningServer, startServer } from "@/lib/testing/running-server";
import { disagreementsOnUse, storedWork, strayEventKeys } from "@/lib/testing/stored-work";
import { StubbornClient } from "@/lib/testing/stubborn-client";
import { aFeature, aPayer } from "@/lib/testing/usage";

let servers: RunningServer[] = [];
beforeAll(async () => {
  const settings = { DATABASE_URL: databaseSettings().url, FLORIN_ROLES: "api" };
  servers = await Promise.all([startServer(settings), startServer(settings)]);
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function aMarket() {
  const ctx = await aContext({ at: new Date() });
  await aFeature(ctx, { cost: "5" });
  const payers = [await aPayer(ctx, ["100000"]), await aPayer(ctx, ["300", "200"])];
  const { secret } = await createApiKey(ctx, { name: "Test", scopes: ["*"], expiresAt: null });
  return { ctx, secret, customers: payers.map(({ externalId }) => externalId) };
}

async function expectBooksToTieOut({ organizationId }: Context): Promise<void> {
  expect(await strayEventKeys(organizationId)).toEqual([]);
  expect(await disagreementsOnUse(organizationId)).toEqual([]);
  expect((await verifyLedger(organizationId)).differences).toEqual([]);
}

const shuffled = <T>(things: readonly T[]): readonly T[] =>
  things
    .map((thing) => ({ thing, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing);

it("count events once that eight clients send to two servers", async () => {
  const { ctx, secret, customers } = await aMarket();
  const events = Array.from({ length: 40 }, (_, index) => ({
    event_name: "contact_export",
    external_customer_id: customers[index % 2],
    event_id: `event-${randomUUID()}`,
  }));
  const send = async (url: string, resource: string, body: unknown) => {
    const headers = { "content-type": "application/json", "x-api-key": secret };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await fetch(`${url}/v1${resource}`, init)).json();
  };

  const heard = await Promise.all(
    Array.from({ length: 8 }, async (_, client) => {
      const { url } = servers[client % 2] as RunningServer;
      const own = shuffled(events);
      const [bulk, ...single] = await Promise.all([
        send(url, "/events/bulk", { events: own.slice(0, 20) }),
        ...own.slice(20).map((event) => send(url, "/events", event)),
      ]);
      return [...bulk.results, ...single];
    }),
  );

  const statuses = heard.flat().map(({ status }) => status);
  expect(statuses.filter((status) => status === "accepted")).toHaveLength(40);
  expect(statuses.filter((status) => status === "duplicate")).toHaveLength(280);
  expect((await storedWork(ctx.organizationId)).events).toHaveLength(40);
  await expectBooksToTieOut(ctx);
});

it("lose and double nothing, debits and events at once, while their sessions are cut", {
  timeout: 200_000,
}, async () => {
  const { ctx, secret, customers } = await aMarket();
  const [rich = "", poor = ""] = customers;
  const clients = servers.map(({ url }) => new StubbornClient(url, secret));
  let isOver = false;
  const callers = clients.flatMap((client) =>
    [
      () => client.debit(rich, "1.5"),
      () => client.debit(poor, "0.5"),
      () => client.event(rich),
      () => client.event(poor),
      () => client.eventsTogether([rich, poor, rich, poor]),
      () => client.eventsTogether([poor, rich, poor]),
    ].map(async (act) => {
      while (!isOver) await act();
    }),
  );

  const stop = cutSessions(inject("adminUrl"));
  while (clients.some(({ answered }) => answered < 300)) await sleep(20);
  isOver = true;
  await Promise.all(callers);
  const cut = await stop();

  expect(cut).toBeGreaterThan(2);
  const answers = {
    debits: clients.flatMap(({ debits }) => debits),
    events: clients.flatMap(({ events }) => events),
  };
  expect(differencesBetween(answers, await storedWork(ctx.organizationId))).toEqual([]);
  await expectBooksToTieOut(ctx);
});
