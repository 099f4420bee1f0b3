import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { differencesBetween } from "@/lib/testing/acknowledgements";
import { credits } from "@/lib/testing/amounts";
import { aContext } from "@/lib/testing/factories";
import { MortalServer } from "@/lib/testing/mortal-server";
import { disagreementsOnUse, storedWork, strayEventKeys } from "@/lib/testing/stored-work";
import { StubbornClient } from "@/lib/testing/stubborn-client";
import { extendSome, holdAndEnd, kindsAmong, transferSome } from "@/lib/testing/stubborn-moves";
import { aFeature, aPayer } from "@/lib/testing/usage";
import { give } from "@/lib/testing/wallets";

/** How often the app is killed; a night may ask for more. */
const KILLS = Number(process.env.FLORIN_KILLS ?? 6);
/** What callers ask for under references; the other side of a transfer has its own. */
const KINDS = ["debit", "hold", "capture", "release", "transfer_out", "extend"];
const LONGEST_MS = 60_000 + KILLS * 60_000;

let server: MortalServer;
beforeAll(async () => {
  server = await MortalServer.start();
});
afterAll(() => server.stop());

/** Customers rich and poor, so that some of what is asked is refused, and the callers' key. */
async function aMarket(ctx: Context) {
  await aFeature(ctx, { cost: "5" });
  const rich = await aPayer(ctx, ["100000", "900000"]);
  const other = await aPayer(ctx, ["1000000"]);
  const poor = await aPayer(ctx, ["40", "60.5"]);
  const expiresAt = new Date("2098-01-01T00:00:00Z");
  // Burns last: there is something to extend and to transfer all along.
  const terms = { amount: credits("100000"), priority: 99, expiresAt };
  const grants = await Promise.all([rich, other].map((payer) => give(ctx, payer, terms)));
  const { secret } = await createApiKey(ctx, { name: "Kill", scopes: ["*"], expiresAt: null });
  return { secret, payers: { rich, other, poor }, grants };
}
type Market = Awaited<ReturnType<typeof aMarket>>;

/** Callers that never rest, several on one customer, until told. */
function stream(client: StubbornClient, { payers, grants }: Market) {
  let isOver = false;
  const customers = Object.values(payers).map(({ externalId }) => externalId);
  const [rich = "", other = "", poor = ""] = customers;
  const [richGrant = missing(), otherGrant = missing()] = grants;
  const acts = [
    () => client.debit(rich, "1.5"),
    () => client.debit(rich, "0.25"),
    () => client.debit(other, "2"),
    () => client.debit(poor, "3.5"),
    () => client.event(rich),
    () => client.event(other),
    () => client.event(poor),
    () => client.eventsTogether([...customers, rich, other, rich]),
    () => holdAndEnd(client, payers.rich.walletId),
    () => holdAndEnd(client, payers.poor.walletId),
    () => transferSome(client, { grantId: richGrant, walletId: payers.other.walletId }),
    () => transferSome(client, { grantId: otherGrant, walletId: payers.rich.walletId }),
    () => extendSome(client, { grantId: richGrant }),
  ];
  const callers = acts.map(async (act) => {
    while (!isOver) await act();
  });
  return async () => {
    isOver = true;
    await Promise.all(callers);
  };
}

function missing(): never {
  throw new Error("a grant is missing");
}

/** Some answers later, and in the midst of whatever is then under way. */
async function someMomentOf(client: StubbornClient): Promise<void> {
  const until = client.answered + 20 + Math.random() * 60;
  while (client.answered < until) await sleep(5);
  await sleep(Math.random() * 20);
}

/** Once the database dies under the app, which starts it again; once with it, as when power fails. */
async function killAndRestart(round: number, client: StubbornClient): Promise<void> {
  if (round === Math.floor(KILLS / 4)) {
    server.killDatabase();
    await someMomentOf(client);
  }
  if (round === Math.floor(KILLS / 2)) server.killDatabase();
  await server.killAndRestart();
}

it(`keeps what it answered, once, when it is killed ${KILLS} times`, {
  timeout: LONGEST_MS,
}, async () => {
  const ctx = await aContext({ at: new Date() });
  const market = await aMarket(ctx);
  const client = new StubbornClient(server.url, market.secret);
  const finish = stream(client, market);
  for (let round = 0; round < KILLS; round++) {
    await someMomentOf(client);
    await killAndRestart(round, client);
  }
  await someMomentOf(client);
  await finish();

  // Without calls that were cut off, nothing was tried.
  expect(client.cut).toBeGreaterThan(KILLS);
  expect(client.putOff).toBeGreaterThan(0);
  expect((await verifyLedger()).differences).toEqual([]);
  const stored = await storedWork(ctx.organizationId);
  expect(differencesBetween(client, stored)).toEqual([]);
  expect(await strayEventKeys(ctx.organizationId)).toEqual([]);
  expect(await disagreementsOnUse(ctx.organizationId)).toEqual([]);
  const statuses = new Set(stored.events.map(({ status }) => status));
  expect(statuses).toEqual(new Set(["accepted", "refused"]));
  expect(client.debits.some(({ taken }) => taken === null)).toBe(true);
  const kinds = await kindsAmong(client.debits.map(({ reference }) => reference));
  expect([...kinds].toSorted()).toEqual([...KINDS].toSorted());
});
