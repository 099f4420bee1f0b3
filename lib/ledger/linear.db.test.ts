/** What many ask for at once comes to what it would have come to one after the other. */
import { expect, inject, it } from "vitest";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { readSql, transactHot } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import type { TransactionId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { cutSessions } from "@/lib/testing/cut-sessions";
import { aContext, aReference, askedBy, later } from "@/lib/testing/factories";
import { MAKERS, oneOf, type Past } from "@/lib/testing/random-commands";
import { type Accepted, differencesFromReplay } from "@/lib/testing/replayed";
import { dice, remember } from "@/lib/testing/storm-deeds";
import { aGrant, anAccount } from "@/lib/testing/wallets";
import { post, postWithin } from "./post";
import { verifyLedger } from "./reads/verify";
import type { Command, Outcome } from "./rules/command";

const CALLERS = 16;
const ACTS = Number(process.env.FLORIN_STORM ?? 12);

/** By the lanes mostly; else in a transaction of the caller's own, which they hear nothing of. */
async function ask(ctx: Context, command: Command): Promise<Outcome> {
  try {
    if (dice(4)) return await post(ctx, command);
    const own = () => transactHot((tx) => postWithin(tx, ctx, [command]));
    return (await retryPassingFaults(own))[0] as Outcome;
  } catch (fault) {
    // The same again: whether it was kept is for the reference to tell.
    if (isDomainError(fault) && fault.code === "unavailable") return ask(ctx, command);
    throw fault;
  }
}

it("is as if each command had been decided after the other", { timeout: 120_000 }, async () => {
  const ctx = askedBy(await aContext(), "system");
  const accounts = await Promise.all(Array.from({ length: 3 }, () => anAccount(ctx)));
  await readSql(
    "UPDATE wallet SET shortage_policy = 'OVERAGE', overage_limit = 30 WHERE id = $1::uuid",
    [accounts[0]?.walletId ?? null],
  );
  const past: Past = { accounts, done: [], given: [], held: [] };
  const accepted = new Map<TransactionId, Accepted>();
  const act = async (own: Context, command: Command) => {
    const booked = await ask(own, command);
    if (!booked.ok) return;
    const { transactionId } = booked;
    if (!accepted.has(transactionId)) accepted.set(transactionId, { command, at: own.at, booked });
    const account = accounts.find(({ customerId }) => customerId === command.customerId);
    if (account) remember(past, { command, account, outcome: booked });
  };
  for (const account of accounts) await act(ctx, aGrant(account, { effectiveAt: ctx.at }));

  const stop = cutSessions(inject("adminUrl"));
  const caller = async () => {
    for (let count = 0; count < ACTS; count++) {
      const minutes = count * 15 + dice(30);
      const own = later(ctx, new Date(ctx.at.getTime() + minutes * 60_000));
      const command = oneOf(MAKERS, dice)(own, dice, past);
      await act(own, { ...command, reference: aReference() } as Command);
      if (count % 3 === 0)
        await act(own, { ...aGrant(oneOf(accounts, dice), { effectiveAt: own.at }) });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await stop();

  for (const account of accounts) {
    expect(await differencesFromReplay(account, accepted)).toEqual([]);
  }
  expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  expect(accepted.size).toBeGreaterThan(100);

  // One that is told otherwise than it was would be seen.
  const [first] = accepted.values();
  if (first?.command.kind !== "grant") throw new Error("a grant comes first");
  const terms = { ...first.command.terms, amount: credits("99") };
  const told = new Map(accepted).set(first.booked.transactionId, {
    ...first,
    command: { ...first.command, terms },
  });
  const [account] = accounts;
  if (!account) throw new Error("there is no account");
  expect(await differencesFromReplay(account, told)).not.toEqual([]);
});
