/** Random commands of every kind, as `random-books.ts` posts them; few values, so that things meet. */
import type { Context } from "@/lib/context";
import type { GrantId, HoldId, TransactionId } from "@/lib/ids";
import type { Command } from "@/lib/ledger/rules/command";
import type { GrantLife } from "@/lib/ledger/rules/terms";
import { nanocredits } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { credits } from "./amounts";
import { aReference } from "./factories";
import { type Account, aDebit, aGrant } from "./wallets";

/** What the random commands of a run may refer to. */
export type Past = {
  readonly accounts: readonly Account[];
  readonly done: { readonly account: Account; readonly transactionId: TransactionId }[];
  readonly given: { readonly account: Account; readonly grantId: GrantId }[];
  readonly held: { readonly account: Account; readonly holdId: HoldId }[];
};
export type Dice = (sides: number) => number;
type Maker = (ctx: Context, dice: Dice, past: Past) => Command;

const hoursFrom = (ctx: Context, hours: number) => new Date(ctx.at.getTime() + hours * 3_600_000);
export const oneOf = <T>(things: readonly T[], dice: Dice): T => things[dice(things.length)] as T;
const someCredits = (dice: Dice, most: number) => credits(String(1 + dice(most)));

function anyLife(dice: Dice, endsAt: Date): GrantLife | null {
  if (dice(3) > 0) return null;
  const keeps = oneOf(
    [{ mode: "all" as const }, { mode: "cap" as const, cap: credits("6") }],
    dice,
  );
  const expiresAt = dice(2) ? null : new Date(endsAt.getTime() + 5 * 3_600_000);
  const reset = dice(2) ? { min: credits("3"), max: credits("5") } : null;
  return { seriesId: `series-${dice(2)}`, rollover: { keeps, places: 0, expiresAt }, reset };
}

const anyGrant: Maker = (ctx, dice, { accounts }) => {
  const endsAt = hoursFrom(ctx, 4 + dice(6));
  const expires = dice(2) > 0;
  return {
    ...aGrant(oneOf(accounts, dice), {
      amount: someCredits(dice, 30),
      effectiveAt: hoursFrom(ctx, dice(5) - 2),
      expiresAt: expires ? endsAt : null,
      priority: dice(3),
      life: expires ? anyLife(dice, endsAt) : null,
    }),
    isPaid: dice(4) > 0,
  };
};

const anyDebit: Maker = (ctx, dice, { accounts }) =>
  aDebit(ctx, oneOf(accounts, dice), "1", {
    parts: Array.from({ length: 1 + dice(3) }, () => ({
      eventId: null,
      at: hoursFrom(ctx, -dice(6)),
      amount: someCredits(dice, 30),
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
  switch (dice(4)) {
    case 0:
      return { kind: "void", ...asked, amount: credits("1"), force: dice(2) > 0 };
    case 1:
      return { kind: "activate", ...asked };
    default: {
      const amount = dice(2) ? null : someCredits(dice, 5);
      return { kind: "extend", ...asked, expiresAt: hoursFrom(ctx, 12), amount };
    }
  }
};

const anyHold: Maker = (ctx, dice, { accounts }) => {
  const { customerId, walletId } = oneOf(accounts, dice);
  const asked = { reference: aReference(), customerId, walletId, creditUnit: "credits" };
  const terms = { featureId: null, member: null, purpose: null, amount: someCredits(dice, 12) };
  return { kind: "hold", ...asked, ...terms, expiresAt: hoursFrom(ctx, 1 + dice(4)) };
};

const anyEndOfHold: Maker = (ctx, dice, past) => {
  if (past.held.length === 0) return anyHold(ctx, dice, past);
  const { account, holdId } = oneOf(past.held, dice);
  const asked = { reference: aReference(), customerId: account.customerId, holdId };
  if (dice(3) === 0) return { kind: "release", ...asked };
  const amount = dice(3) ? someCredits(dice, 8) : null;
  return { kind: "capture", ...asked, amount, isFinal: dice(2) > 0 };
};

const anyWalletCommand: Maker = (_, dice, { accounts }) => {
  const { customerId, walletId } = oneOf(accounts, dice);
  const asked = { reference: aReference(), customerId, walletId };
  switch (dice(5)) {
    case 0:
      return { kind: "void_wallet", ...asked, amount: someCredits(dice, 5) };
    case 1:
      return { kind: "reset", ...asked, overage: dice(2) ? "carry" : "clear" };
    case 2:
      // Seldom, for nothing leaves a frozen wallet.
      return { kind: dice(4) ? "unfreeze" : "freeze", ...asked };
    default: {
      const amount = nanocredits(BigInt(dice(9) - 4) * 1_000_000_000n || 1_000_000_000n);
      return { kind: "adjust", ...asked, amount, expiresAt: null, currency: "USD" };
    }
  }
};

const anyRefill: Maker = (ctx, dice, { accounts }) => {
  const { customerId, walletId } = oneOf(accounts, dice);
  const asked = { reference: aReference(), customerId, walletId };
  const rollover = dice(2) ? { keeps: { mode: "all" as const }, places: 0, periods: 1 } : null;
  const terms = {
    ...{ name: "Daily", amount: someCredits(dice, 9), category: "PROMOTIONAL" as const },
    ...{
      priority: 10,
      costTotal: NO_MONEY,
      currency: "USD",
      featureIds: [],
      rollover,
      reset: null,
    },
  };
  const line = { anchorAt: ctx.at, zone: "UTC", cadence: { length: "DAILY" as const, count: 1 } };
  return {
    kind: "start_refill",
    ...asked,
    terms,
    line,
    endsAt: hoursFrom(ctx, 24 * (1 + dice(3))),
  };
};

export const MAKERS: readonly Maker[] = [
  ...[anyGrant, anyGrant, anyReversal, anyChange, anyChange],
  ...[anyHold, anyHold, anyEndOfHold, anyEndOfHold, anyWalletCommand, anyRefill],
  ...[anyDebit, anyDebit, anyDebit, anyDebit, anyDebit, anyDebit],
];
