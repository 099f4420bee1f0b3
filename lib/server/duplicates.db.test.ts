/**
 * The same events, each sent five times, by eight clients at once, while the app is killed, its
 * sessions are cut and its database dies. `FLORIN_DUPLICATES=10000` sends so many.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { differencesBetween } from "@/lib/testing/acknowledgements";
import { cutSessions } from "@/lib/testing/cut-sessions";
import { aContext } from "@/lib/testing/factories";
import { MortalServer } from "@/lib/testing/mortal-server";
import { disagreementsOnUse, storedWork, strayEventKeys } from "@/lib/testing/stored-work";
import { anEvent, type SentEvent, StubbornClient } from "@/lib/testing/stubborn-client";
import { aFeature, aPayer } from "@/lib/testing/usage";

const EVENTS = Number(process.env.FLORIN_DUPLICATES ?? 500);
const SENDINGS = 5;
const CLIENTS = 8;
const KILLS = 2 + Math.floor(EVENTS / 500);
const MOST_TOGETHER = 50;
/** A call of many events takes its time, and must get through now and then. */
const LONGEST_PAUSE_MS = 2_000;
const LONGEST_MS = 120_000 + KILLS * 30_000 + EVENTS * 60;

let server: MortalServer;
beforeAll(async () => {
  server = await MortalServer.start();
});
afterAll(() => server.stop());

/** Customers who can pay all of theirs, and some who cannot. */
async function aCrowd(ctx: Context): Promise<readonly string[]> {
  await aFeature(ctx, { cost: "5" });
  const grants = [["1000000"], ["400000", "600000"], ["1000000"], ["60"], ["100", "150.5"]];
  const payers = await Promise.all(grants.map((own) => aPayer(ctx, own)));
  return payers.map(({ externalId }) => externalId);
}

const among = (count: number) => Math.floor(Math.random() * count);

function shuffled<T>(things: readonly T[]): T[] {
  const order = things.map((thing) => ({ thing, place: Math.random() }));
  return order.toSorted((a, b) => a.place - b.place).map(({ thing }) => thing);
}

/** Half of the calls bring one event, the others some; a call may bring the same one twice. */
function* callsOf(sendings: readonly SentEvent[]): Generator<readonly SentEvent[]> {
  for (let from = 0; from < sendings.length; ) {
    const size = among(2) === 0 ? 1 : 1 + among(MOST_TOGETHER);
    yield sendings.slice(from, from + size);
    from += size;
  }
}

/** All are sent so many times, and again for as long as there is killing: a fast machine is soon done. */
function* stormOf(events: readonly SentEvent[], isKilling: () => boolean) {
  yield* callsOf(shuffled(Array.from({ length: SENDINGS }, () => events).flat()));
  while (isKilling()) yield* callsOf(shuffled(events));
}

/** Eight clients, each of whom takes the next call when its last was answered. @returns how many events were sent. */
async function sendAll(
  client: StubbornClient,
  calls: Iterable<readonly SentEvent[]>,
): Promise<number> {
  let sent = 0;
  const work = async () => {
    for (const call of calls) {
      sent += call.length;
      await client.sendEvents(call);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
  return sent;
}

/** In the midst of the storm, again and again: sessions are cut, then the app dies, now and then with its database. */
async function kill(client: StubbornClient): Promise<number> {
  const admin = new URL(server.databaseUrl);
  admin.pathname = "/postgres";
  let cut = 0;
  for (let round = 1; round <= KILLS; round++) {
    const stopCutting = cutSessions(admin.href, LONGEST_PAUSE_MS);
    const share = (round / (KILLS + 1)) * EVENTS * SENDINGS;
    while (client.events.length < share) await sleep(5);
    cut += await stopCutting(1);
    await dieUnder(client, round % 3 === 2);
  }
  return cut;
}

/** Again, where nobody was waiting for an answer: such a death tries nothing. */
async function dieUnder(client: StubbornClient, withDatabase: boolean): Promise<void> {
  for (const before = client.cut; client.cut === before; ) {
    await sleep(among(20));
    while (client.underWay === 0) await sleep(1);
    if (withDatabase) server.killDatabase();
    await server.killAndRestart();
  }
}

/** Of each event, the answers that said it was new: more than one, and it was counted twice. */
function newTwice({ events }: StubbornClient): readonly string[] {
  const fresh = events.filter(({ status }) => status !== "duplicate");
  const ids = fresh.map(({ eventId }) => eventId);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}

it(`counts each of ${EVENTS} events once that ${CLIENTS} clients send ${SENDINGS} times, while it is killed`, {
  timeout: LONGEST_MS,
}, async () => {
  const ctx = await aContext({ at: new Date() });
  const crowd = await aCrowd(ctx);
  const { secret } = await createApiKey(ctx, {
    ...{ name: "Storm", scopes: ["ingest"], expiresAt: null },
  });
  const events = Array.from({ length: EVENTS }, () =>
    anEvent(crowd[among(crowd.length)] as string),
  );
  const client = new StubbornClient(server.url, secret);

  let isKilling = true;
  const killing = kill(client).finally(() => {
    isKilling = false;
  });
  const sending = sendAll(
    client,
    stormOf(events, () => isKilling),
  );
  const [cut, sent] = await Promise.all([killing, sending]);

  // Without calls and sessions that were cut off, nothing was tried.
  expect(client.cut).toBeGreaterThanOrEqual(KILLS);
  expect(cut).toBeGreaterThanOrEqual(KILLS);
  expect(client.events).toHaveLength(sent);
  expect(sent).toBeGreaterThanOrEqual(EVENTS * SENDINGS);
  const stored = await storedWork(ctx.organizationId);
  expect(stored.events.map(({ eventId }) => eventId).toSorted()).toEqual(
    events.map(({ event_id }) => event_id).toSorted(),
  );
  expect(newTwice(client)).toEqual([]);
  expect(differencesBetween(client, stored)).toEqual([]);
  expect(await strayEventKeys(ctx.organizationId)).toEqual([]);
  expect(await disagreementsOnUse(ctx.organizationId)).toEqual([]);
  expect((await verifyLedger()).differences).toEqual([]);
  const statuses = new Set(stored.events.map(({ status }) => status));
  expect(statuses).toEqual(new Set(["accepted", "refused"]));
});
