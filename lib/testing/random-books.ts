/** Accounts after random commands, posted as they come: for what must hold after any of them. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import { GrantId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { Command } from "@/lib/ledger/rules/command";
import { transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { credits } from "./amounts";
import { aReference, askedBy, later } from "./factories";
import { type Dice, MAKERS, oneOf, type Past } from "./random-commands";
import { type Account, anAccount } from "./wallets";

/** Numerical Recipes' generator: a failure repeats with its seed. */
function seeded(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Posts a command, and remembers what later ones may refer to. */
async function act(ctx: Context, command: Command, past: Past, ask: typeof post = post) {
  const { accounts, done, given, held } = past;
  const account = accounts.find(({ customerId }) => customerId === command.customerId);
  const outcome = await ask(ctx, command);
  if (!outcome.ok || !account) return;
  const { kind } = command;
  if (kind === "debit" || kind === "capture") done.push({ account, ...outcome });
  if (outcome.grantId) given.push({ account, grantId: outcome.grantId });
  if (kind === "hold" && outcome.holdId) held.push({ account, holdId: outcome.holdId });
}

/** Moves credits between two of the accounts; who gets them may be who has them. */
async function transfer(ctx: Context, dice: Dice, { accounts, given }: Past) {
  if (given.length === 0) return;
  const { grantId } = oneOf(given, dice);
  const account = oneOf(accounts, dice);
  const amount = dice(2) ? null : credits("2");
  const asked = { reference: aReference(), reason: "moved", amount, walletId: account.walletId };
  try {
    const { grantId: arrived } = await transferCredits(ctx, grantId, asked);
    if (arrived) given.push({ account, grantId: GrantId.parse(arrived) });
  } catch (refusal) {
    if (!isDomainError(refusal)) throw refusal;
  }
}

const mayOwe = (accounts: readonly Account[]) =>
  readSql(
    "UPDATE wallet SET shortage_policy = 'OVERAGE', overage_limit = 60 WHERE id = ANY($1::uuid[])",
    [accounts.map(({ walletId }) => walletId)],
  );

/**
 * Four accounts after `rounds` hours of twelve random commands each, asked for at the same time;
 * two of them may owe. The same seed asks the same.
 */
export async function randomBooks(
  ctx: Context,
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
) {
  const accounts = await Promise.all(Array.from({ length: 4 }, () => anAccount(ctx, ["40"])));
  await mayOwe(accounts.slice(0, 2));
  const dice = seeded(seed);
  const past: Past = { accounts, done: [], given: [], held: [] };
  for (let round = 0; round < rounds; round++) {
    const at = new Date(ctx.at.getTime() + round * 3_600_000);
    const now = askedBy(later(ctx, at), "system");
    const commands = Array.from({ length: 12 }, () => oneOf(MAKERS, dice)(now, dice, past));
    await Promise.all([
      ...commands.map((command) => act(now, command, past)),
      transfer(now, dice, past),
    ]);
  }
  return { accounts, debits: past.done.length, dice };
}

/** The same, each asked for by `ask` once the one before it is answered; so nothing moves meanwhile. */
export async function randomInTurn(
  ctx: Context,
  { seed, rounds, ask }: { seed: number; rounds: number; ask: typeof post },
) {
  const accounts = await Promise.all(Array.from({ length: 2 }, () => anAccount(ctx, ["40"])));
  await mayOwe(accounts.slice(0, 1));
  const dice = seeded(seed);
  const past: Past = { accounts, done: [], given: [], held: [] };
  for (let round = 0; round < rounds; round++) {
    const at = new Date(ctx.at.getTime() + round * 3_600_000);
    const now = askedBy(later(ctx, at), "system");
    for (let turn = 0; turn < 8; turn++) {
      await act(now, oneOf(MAKERS, dice)(now, dice, past), past, ask);
    }
  }
}

/** How many transactions of each kind stand in the organization's ledger. */
export async function countKinds(ctx: Context): Promise<ReadonlyMap<string, number>> {
  const rows = await readSql(
    `SELECT kind, count(*)::int AS count FROM ledger_transaction
     WHERE organization_id = $1::uuid GROUP BY kind`,
    [ctx.organizationId],
  );
  return new Map(rows.map(({ kind, count }) => [String(kind), Number(count)]));
}
