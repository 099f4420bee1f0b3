/** A wallet's random story in the database, hour by hour, for tests of what it looked like in between. */
import type { Context } from "@/lib/context";
import type { GrantId, HoldId, TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { Command } from "@/lib/ledger/rules/command";
import type { GrantLife } from "@/lib/ledger/rules/terms";
import { NO_MONEY } from "@/lib/money/money";
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

type Past = {
  readonly taken: TransactionId[];
  readonly given: GrantId[];
  readonly held: HoldId[];
};
type Told = { readonly dice: Dice; readonly past: Past; readonly late: number };
type Maker = (ctx: Context, account: Account, told: Told) => Command;

const anyGrant: Maker = (ctx, account, { dice }) => ({
  ...aGrant(account, {
    amount: credits(String(1 + dice(30))),
    effectiveAt: hoursAfter(ctx, dice(6) - 3),
    expiresAt: dice(3) ? hoursAfter(ctx, 3 + dice(6)) : null,
    priority: dice(2),
    source: dice(2) ? "plan" : "rollover",
    life: dice(3) ? null : rollingOn(ctx),
  }),
  isPaid: dice(4) > 0,
});

/** What is left at its end goes on for another day. */
const rollingOn = (ctx: Context): GrantLife => ({
  seriesId: "series",
  rollover: {
    keeps: { mode: "cap", cap: credits("6") },
    places: 2,
    expiresAt: hoursAfter(ctx, 24),
  },
  reset: { min: credits("0"), max: credits("3") },
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

const anyChange: Maker = (ctx, account, told) => {
  const { dice } = told;
  const { customerId } = account;
  const grantId = told.past.given[dice(told.past.given.length)];
  if (grantId === undefined) return anyGrant(ctx, account, told);
  const asked = { reference: aReference(), customerId, grantId };
  const some = dice(2) ? credits("1") : null;
  const changes: readonly Command[] = [
    { kind: "void", ...asked, amount: some, force: dice(2) === 1 },
    { kind: "activate", ...asked },
    { kind: "extend", ...asked, expiresAt: hoursAfter(ctx, 20), amount: some },
  ];
  return changes[dice(changes.length)] as Command;
};

const anyHold: Maker = (ctx, account, told) => {
  const { dice, past } = told;
  const asked = { reference: aReference(), customerId: account.customerId };
  const holdId = past.held[dice(past.held.length)];
  const amount = credits(String(1 + dice(8)));
  if (holdId === undefined || dice(2)) {
    const whose = { creditUnit: "credits", walletId: account.walletId, member: null };
    const expiresAt = hoursAfter(ctx, 1 + dice(5));
    return { kind: "hold", ...asked, ...whose, featureId: null, amount, expiresAt };
  }
  return dice(3)
    ? { kind: "capture", ...asked, holdId, amount: dice(2) ? amount : null, isFinal: dice(2) > 0 }
    : { kind: "release", ...asked, holdId };
};

const anyWhole: Maker = (ctx, { customerId, walletId }, { dice }) => {
  const asked = { reference: aReference(), customerId, walletId };
  const amount = credits(String(1 + dice(4)));
  const line = { anchorAt: ctx.at, zone: "UTC", cadence: { length: "DAILY", count: 1 } } as const;
  const keeps = { mode: "all" as const };
  const terms = {
    ...{ name: "Refill", amount, category: "PROMOTIONAL" as const, priority: 1, featureIds: [] },
    ...{ costTotal: NO_MONEY, currency: "USD", reset: null },
    rollover: dice(2) ? { keeps, places: 2, periods: 1 } : null,
  };
  const changes: readonly Command[] = [
    { kind: "void_wallet", ...asked, amount },
    { kind: "reset", ...asked, overage: dice(2) ? "carry" : "clear" },
    { kind: "adjust", ...asked, amount, expiresAt: null, currency: "USD" },
    { kind: "start_refill", ...asked, terms, line, endsAt: null },
  ];
  return changes[dice(changes.length)] as Command;
};

const MAKERS: readonly Maker[] = [
  ...[anyGrant, anyGrant, anyGrant, anyReversal, anyChange, anyHold, anyHold, anyWhole],
  ...Array(6).fill(anyDebit),
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
  const past: Past = { taken: [], given: [], held: [] };
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
  if (command.kind === "hold" && outcome.holdId !== null) told.past.held.push(outcome.holdId);
  if (outcome.grantId !== null) told.past.given.push(outcome.grantId);
}
