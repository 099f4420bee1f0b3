import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { setDatabase } from "@/lib/db/settings";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { type Answers, differencesBetween } from "@/lib/testing/acknowledgements";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext } from "@/lib/testing/factories";
import { type RunningServer, startServer } from "@/lib/testing/running-server";
import { storedWork } from "@/lib/testing/stored-work";
import { grantsOf, subscribe } from "@/lib/testing/subscribed";
import { aFeature, aPayer } from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import { initialiseCluster } from "./initialise-cluster";
import { type Cluster, clusterIn, clusterUrl, startCluster, stopCluster } from "./postgres-cluster";

let home: string;
let cluster: Cluster;
let databaseUrl: string;
let server: RunningServer;
const started: RunningServer[] = [];

async function start(roles: string): Promise<RunningServer> {
  const one = await startServer({ DATABASE_URL: databaseUrl, FLORIN_ROLES: roles });
  started.push(one);
  return one;
}

beforeAll(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "florin-running-"));
  fs.chmodSync(home, 0o711);
  cluster = clusterIn(home);
  initialiseCluster(cluster);
  await startCluster(cluster);
  databaseUrl = clusterUrl(cluster, "postgres");
  setDatabase({ url: databaseUrl, hotConnections: 2, coldConnections: 2 });
  server = await start("api,worker");
});
afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()));
  await stopCluster(cluster);
  fs.rmSync(home, { recursive: true, force: true });
});

/** A payer of an organization that prices contact exports, and a key to act for it. */
async function aMarket() {
  const ctx = await aContext({ at: new Date() });
  await aFeature(ctx, { cost: "5" });
  const payer = await aPayer(ctx, ["100000"]);
  const { secret } = await createApiKey(ctx, { name: "Test", scopes: ["*"], expiresAt: null });
  const send = (to: RunningServer, resource: string, body?: unknown) =>
    fetch(`${to.url}/v1${resource}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", "x-api-key": secret },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { ctx, ...payer, send };
}

const anEvent = (externalCustomerId: string) => ({
  event_name: "contact_export",
  external_customer_id: externalCustomerId,
  event_id: `event-${randomUUID()}`,
});
const aDebit = (externalCustomerId: string) => ({
  ...{ external_customer_id: externalCustomerId, credits: "1", reason: "Test of a server" },
  idempotency_key: `call-${randomUUID()}`,
});

it("asks to come again while the database is away, and goes on when it is back", async () => {
  const { ctx, externalId, send } = await aMarket();
  const debit = aDebit(externalId);
  const calls = () => [
    send(server, "/wallets/debit", debit),
    send(server, "/events", anEvent(externalId)),
    send(server, "/customers"),
  ];
  // The key is known to the server before the database goes, and to none that is asked after.
  for (const answer of await Promise.all(calls())) expect(answer.ok).toBe(true);

  await stopCluster(cluster);
  const stranger = { headers: { "x-api-key": `fl_live_${"0".repeat(43)}` } };
  const away = await Promise.all([
    ...calls(),
    fetch(`${server.url}/v1/customers`, stranger),
    fetch(`${server.url}/readyz`),
    fetch(`${server.url}/healthz`),
  ]);
  expect(away.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 200]);
  for (const answer of away.slice(0, 4)) {
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ code: "unavailable" });
  }

  await startCluster(cluster);
  await until(async () => (await fetch(`${server.url}/readyz`)).ok);
  const back = await send(server, "/wallets/debit", debit);
  expect(back.headers.get("idempotency-replayed")).toBe("true");
  for (const answer of await Promise.all(calls())) expect(answer.ok).toBe(true);
  expect((await storedWork(ctx.organizationId)).debits).toHaveLength(1);
});

it("gives the credits of a plan when they fall due, after the database was away", {
  timeout: 200_000,
}, async () => {
  const begun = monthAgo(new Date());
  const ctx = await aContext({ at: begun });
  const account = await anAccount(ctx);
  const subscribed = await subscribe(ctx, account, await aPublishedPlan(ctx));
  expect(await grantsOf(subscribed)).toHaveLength(1);

  await until(async () => (await grantsOf(subscribed)).length === 2);

  const [lapsed, given] = await grantsOf(subscribed);
  expect(lapsed).toMatchObject({ available: "0", expired: "2500" });
  expect(given).toMatchObject({ from: lapsed?.to, available: "2500" });
  expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
});

it("answers what it has accepted before it ends", async () => {
  const ending = await start("api");
  const { ctx, externalId, send } = await aMarket();
  const answers = { debits: [], events: [] } as {
    [Kind in keyof Answers]: Answers[Kind][number][];
  };
  let late = 0;
  let isEnding = false;
  /** Asks until nobody listens any more. */
  const untilRefused = async (act: () => Promise<void>) => {
    try {
      for (;;) {
        await act();
        if (isEnding) late += 1;
      }
    } catch (refusal) {
      expect(refusal).toBeInstanceOf(TypeError);
    }
  };
  const debit = async () => {
    const body = aDebit(externalId);
    const answer = await (await send(ending, "/wallets/debit", body)).json();
    const taken = { transactionId: answer.transaction_id, credits: answer.credits };
    answers.debits.push({ reference: body.idempotency_key, taken });
  };
  const events = async () => {
    const sent = { events: Array.from({ length: 10 }, () => anEvent(externalId)) };
    const answer = await (await send(ending, "/events/bulk", sent)).json();
    for (const { event_id: eventId, status, credits } of answer.results) {
      answers.events.push({ eventId, status, credits });
    }
  };

  const callers = [debit, debit, debit, debit, events, events].map(untilRefused);
  while (answers.debits.length < 30) await sleep(5);
  isEnding = true;
  const code = await ending.stop();
  await Promise.all(callers);

  expect(code).toBe(0);
  expect(late).toBeGreaterThan(0);
  // What is stored and was not answered would be a call that was cut off.
  expect(differencesBetween(answers, await storedWork(ctx.organizationId))).toEqual([]);
});

/** A time of the last month whose monthly return is due; every month has a 28th. */
function monthAgo(now: Date): Date {
  const at = new Date(now.getTime() - 60_000);
  at.setUTCMonth(at.getUTCMonth() - 1, Math.min(at.getUTCDate(), 28));
  return at;
}

/** Jobs run once a minute. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 150_000;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await sleep(100);
  }
}
