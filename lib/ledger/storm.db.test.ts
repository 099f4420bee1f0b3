import { randomUUID } from "node:crypto";
import { expect, inject, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql, transact } from "@/lib/db/transact";
import { nanomoney } from "@/lib/money/money";
import { differencesBetween } from "@/lib/testing/acknowledgements";
import { cutSessions } from "@/lib/testing/cut-sessions";
import { aContext } from "@/lib/testing/factories";
import { sumDifferences } from "@/lib/testing/ledger-sums";
import { countKinds } from "@/lib/testing/random-books";
import { letStormsRage } from "@/lib/testing/rivals";
import { storedWork } from "@/lib/testing/stored-work";
import type { Told } from "@/lib/testing/storm-deeds";
import { type Account, anAccount, give } from "@/lib/testing/wallets";
import { verifyLedger } from "./reads/verify";
import type { Command } from "./rules/command";
import { insertWallet } from "./store/wallets";

/** How often each of the 32 callers asks; a night may ask for more. */
const DEEDS = Number(process.env.FLORIN_STORM ?? 20);
const CALLERS = 16;

/** Of five wallets two may owe, one drops what is too much, and two are one customer's. */
async function fiveWallets(ctx: Context): Promise<readonly Account[]> {
  const four = await Promise.all(Array.from({ length: 4 }, () => anAccount(ctx, ["60", "25"])));
  const [first, second, third, fourth] = four.map(({ walletId }) => walletId);
  const owes = "UPDATE wallet SET shortage_policy = 'OVERAGE', overage_limit = 40";
  await readSql(`${owes} WHERE id = ANY($1::uuid[])`, [[first ?? null, second ?? null]]);
  const caps = "UPDATE wallet SET shortage_policy = 'CAP' WHERE id = $1::uuid";
  await readSql(caps, [third ?? null]);
  const { customerId } = four.find(({ walletId }) => walletId === fourth) as Account;
  return [...four, await aSecondWallet(ctx, customerId)];
}

async function aSecondWallet(ctx: Context, customerId: Account["customerId"]): Promise<Account> {
  const rates = { conversionRate: nanomoney(1_000_000_000n), topupRate: nanomoney(1_000_000_000n) };
  const walletId = await transact(ctx, (tx) =>
    insertWallet(tx, ctx, {
      ...{ customerId, name: "Second", creditUnit: "credits", currency: "USD", ...rates },
      ...{ priority: 10, featureIds: [], shortagePolicy: "REFUSE", overageLimit: null },
      ...{ lowBalanceAt: null, metadata: {} },
    }),
  );
  const account = { customerId, walletId };
  await give(ctx, account, "40");
  return account;
}

/** All answers for accepted references; of the others, that they were refused. */
function acknowledged(told: readonly Told[]) {
  const accepted = new Set(told.flatMap((one) => (one.code === null ? [one.reference] : [])));
  const last = told.filter(({ code, reference }) => code === null || !accepted.has(reference));
  return last.map(({ reference, transactionId, amount }) => ({
    reference,
    taken: transactionId === null ? null : { transactionId, credits: amount },
  }));
}

/** Of each reference that several callers share, how often it acted. */
function acts(told: readonly Told[], shared: readonly string[]): readonly number[] {
  return shared.map(
    (name) =>
      told.filter((one) => one.reference === name && one.code === null && !one.isReplayed).length,
  );
}

/** What may be asked for; one or two of them may by chance all have been refused. */
const KINDS: readonly Command["kind"][] = [
  ...(["grant", "activate", "debit", "void", "expire", "reverse", "hold", "capture"] as const),
  ...(["release", "freeze", "unfreeze", "adjust", "extend", "transfer_out"] as const),
  ...(["transfer_in", "void_wallet", "reset", "start_refill", "stop_refill"] as const),
];

it("keeps any commands of 32 callers in two processes, once, while their sessions are cut", {
  timeout: 60_000 + DEEDS * 5_000,
}, async () => {
  const ctx = await aContext();
  const accounts = await fiveWallets(ctx);
  const grants = await Promise.all(
    accounts.map(async (account) => ({ account, grantId: await give(ctx, account, "15") })),
  );
  const shared = Array.from({ length: 12 }, () => `call-${randomUUID()}`);

  const stop = cutSessions(inject("adminUrl"));
  const raging = letStormsRage(ctx, 2, {
    accounts,
    grants,
    shared,
    callers: CALLERS,
    deeds: DEEDS,
  });
  await raging.catch(() => undefined);
  const cut = await stop();
  const reports = await raging;

  const told = reports.flatMap((report) => report.told);
  expect(reports.flatMap(({ wrong }) => wrong)).toEqual([]);
  const answers = { events: [], debits: acknowledged(told) };
  expect(differencesBetween(answers, await storedWork(ctx.organizationId))).toEqual([]);
  for (const count of acts(told, shared)) expect(count).toBeLessThan(2);
  expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  expect(await sumDifferences(ctx)).toEqual([]);
  // Without sessions that were cut and commands of each kind, nothing was tried.
  expect(cut).toBeGreaterThan(2);
  const kinds = await countKinds(ctx);
  expect(KINDS.filter((kind) => kinds.has(kind)).length).toBeGreaterThan(KINDS.length - 5);
});
