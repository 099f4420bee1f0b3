/** Random commands over a few accounts, posted as they come: for what must hold after any of them. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { GrantId, TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { Command } from "@/lib/ledger/rules/command";
import { credits } from "./amounts";
import { aReference, askedBy, later } from "./factories";
import { type Account, aDebit, aGrant, anAccount } from "./wallets";

/** What the random commands of a run may refer to. */
type Past = {
  readonly accounts: readonly Account[];
  readonly done: { readonly account: Account; readonly transactionId: TransactionId }[];
  readonly given: { readonly account: Account; readonly grantId: GrantId }[];
};
export type Dice = (sides: number) => number;
type Maker = (ctx: Context, dice: Dice, past: Past) => Command;

/** Numerical Recipes' generator: a failure repeats with its seed. */
function seeded(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const hoursFrom = (ctx: Context, hours: number) => new Date(ctx.at.getTime() + hours * 3_600_000);
const oneOf = <T>(things: readonly T[], dice: Dice): T => things[dice(things.length)] as T;

const anyGrant: Maker = (ctx, dice, { accounts }) => ({
  ...aGrant(oneOf(accounts, dice), {
    amount: credits(String(1 + dice(30))),
    effectiveAt: hoursFrom(ctx, dice(5) - 2),
    expiresAt: dice(2) ? hoursFrom(ctx, 4 + dice(6)) : null,
    priority: dice(3),
  }),
  isPaid: dice(4) > 0,
});

const anyDebit: Maker = (ctx, dice, { accounts }) =>
  aDebit(ctx, oneOf(accounts, dice), "1", {
    parts: Array.from({ length: 1 + dice(3) }, () => ({
      eventId: null,
      at: hoursFrom(ctx, -dice(6)),
      amount: credits(String(1 + dice(30))),
    })),
  });

const anyReversal: Maker = (ctx, dice, past) => {
  if (past.done.length === 0) return anyDebit(ctx, dice, past);
  const { account, transactionId } = oneOf(past.done, dice);
  const { customerId } = account;
  const amount = dice(2) ? null : credits("2");
  const asked = { reference: aReference(), customerId, transactionId, amount };
  return { kind: "reverse", ...asked, restoreDays: dice(2) ? 3 : null };
};

const anyChange: Maker = (ctx, dice, past) => {
  if (past.given.length === 0) return anyGrant(ctx, dice, past);
  const { account, grantId } = oneOf(past.given, dice);
  const asked = { reference: aReference(), customerId: account.customerId, grantId };
  return dice(2)
    ? { kind: "void", ...asked, amount: credits("1") }
    : { kind: "activate", ...asked };
};

const MAKERS = [anyGrant, anyGrant, anyReversal, anyChange, ...Array(6).fill(anyDebit)] as Maker[];

/** Posts a command, and remembers what later ones may refer to. */
async function act(ctx: Context, command: Command, { accounts, done, given }: Past) {
  const account = accounts.find(({ customerId }) => customerId === command.customerId);
  const outcome = await post(ctx, command);
  if (!outcome.ok || !account) return;
  if (command.kind === "debit") done.push({ account, ...outcome });
  if (outcome.grantId) given.push({ account, grantId: outcome.grantId });
}

/**
 * Four accounts after `rounds` hours of twelve random commands each, asked for at the same time;
 * two of them may owe. The same seed asks the same.
 */
export async function randomBooks(
  ctx: Context,
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
) {
  const accounts = await Promise.all(Array.from({ length: 4 }, () => anAccount(ctx, ["40"])));
  await readSql(
    "UPDATE wallet SET shortage_policy = 'OVERAGE', overage_limit = 60 WHERE id = ANY($1::uuid[])",
    [accounts.slice(0, 2).map(({ walletId }) => walletId)],
  );
  const dice = seeded(seed);
  const past: Past = { accounts, done: [], given: [] };
  for (let round = 0; round < rounds; round++) {
    const at = new Date(ctx.at.getTime() + round * 3_600_000);
    const now = askedBy(later(ctx, at), "system");
    const commands = Array.from({ length: 12 }, () => oneOf(MAKERS, dice)(now, dice, past));
    await Promise.all(commands.map((command) => act(now, command, past)));
  }
  return { accounts, debits: past.done.length, dice };
}
