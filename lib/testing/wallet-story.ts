/** A wallet's random story in the database, hour by hour, for tests of what it looked like in between. */
import type { Context } from "@/lib/context";
import type { GrantId, TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { Command } from "@/lib/ledger/rules/command";
import { credits } from "./amounts";
import { aReference, askedBy, later } from "./factories";
import { type Account, aDebit, aGrant } from "./wallets";

export type Dice = (sides: number) => number;

/** Numerical Recipes' generator: a failure repeats with its seed. */
export function seeded(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const HOUR_MS = 3_600_000;
export const hoursAfter = (ctx: Context, hours: number) =>
  new Date(ctx.at.getTime() + hours * HOUR_MS);

type Past = { readonly taken: TransactionId[]; readonly given: GrantId[] };
type Told = { readonly dice: Dice; readonly past: Past; readonly late: number };
type Maker = (ctx: Context, account: Account, told: Told) => Command;

const anyGrant: Maker = (ctx, account, { dice }) => ({
  ...aGrant(account, {
    amount: credits(String(1 + dice(30))),
    effectiveAt: hoursAfter(ctx, dice(6) - 3),
    expiresAt: dice(3) ? hoursAfter(ctx, 3 + dice(6)) : null,
    priority: dice(2),
    source: dice(2) ? "plan" : "rollover",
  }),
  isPaid: dice(4) > 0,
});

const anyDebit: Maker = (ctx, account, { dice, late }) =>
  aDebit(ctx, account, "1", {
    parts: Array.from({ length: 1 + dice(3) }, () => ({
      eventId: null,
      at: hoursAfter(ctx, -dice(late + 1)),
      amount: credits(String(1 + dice(12))),
    })),
  });

const anyReversal: Maker = (ctx, account, told) => {
  const transactionId = told.past.taken[told.dice(told.past.taken.length)];
  if (transactionId === undefined) return anyDebit(ctx, account, told);
  const asked = { reference: aReference(), customerId: account.customerId, transactionId };
  const amount = told.dice(2) ? null : credits("2");
  return { kind: "reverse", ...asked, amount, restoreDays: told.dice(2) ? 1 : null };
};

const anyEnd: Maker = (ctx, account, told) => {
  const grantId = told.past.given[told.dice(told.past.given.length)];
  if (grantId === undefined) return anyGrant(ctx, account, told);
  const asked = { reference: aReference(), customerId: account.customerId, grantId };
  return told.dice(2)
    ? ({ kind: "void", ...asked, amount: told.dice(2) ? credits("1") : null } as Command)
    : { kind: "activate", ...asked };
};

const MAKERS: readonly Maker[] = [
  anyGrant,
  anyGrant,
  anyReversal,
  anyEnd,
  ...Array(4).fill(anyDebit),
];

type Story = {
  readonly hours: number;
  readonly seed: number;
  /** By how many hours uses are late at most. */
  readonly late?: number;
  /** Called at each full hour, before its commands. */
  readonly onHour?: (at: Context) => Promise<void>;
};

/** Lets `hours` hours go by, with up to three commands in each; refused ones change nothing. */
export async function tellStory(
  ctx: Context,
  account: Account,
  { hours, seed, late = 5, onHour = async () => undefined }: Story,
): Promise<Context> {
  const dice = seeded(seed);
  const past: Past = { taken: [], given: [] };
  for (let hour = 1; hour <= hours; hour++) {
    await onHour(askedBy(later(ctx, hoursAfter(ctx, hour)), "system"));
    // Commands come between the hours, so that what was known at each is beyond doubt.
    const now = askedBy(later(ctx, hoursAfter(ctx, hour + 0.5)), "system");
    for (let count = dice(4); count > 0; count--) await act(now, account, { dice, past, late });
  }
  return later(ctx, hoursAfter(ctx, hours + 1));
}

async function act(now: Context, account: Account, told: Told) {
  const make = MAKERS[told.dice(MAKERS.length)] ?? anyDebit;
  const command = make(now, account, told);
  const outcome = await post(now, command);
  if (!outcome.ok) return;
  if (command.kind === "debit") told.past.taken.push(outcome.transactionId);
  if (outcome.grantId !== null) told.past.given.push(outcome.grantId);
}
