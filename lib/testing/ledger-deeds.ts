/** A customer's ledger with one of everything, and for each kind of command one that succeeds on it. */
import type { Context } from "@/lib/context";
import { readSql, transactHot } from "@/lib/db/transact";
import {
  type CustomerId,
  type GrantId,
  type HoldId,
  newId,
  type RefillId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { Booked, Command } from "@/lib/ledger/rules/command";
import { findOrCreateWallet, insertWallet } from "@/lib/ledger/store/wallets";
import { NO_MONEY, nanomoney } from "@/lib/money/money";
import { credits } from "./amounts";
import { aCustomer, aReference, later } from "./factories";
import { aDebit, aGrant } from "./wallets";

export type Things = {
  readonly customerId: CustomerId;
  readonly walletId: WalletId;
  /** Of the same customer, empty. */
  readonly secondId: WalletId;
  readonly frozenId: WalletId;
  /** 100, of which 30 are spent and 20 held. */
  readonly grantId: GrantId;
  /** 10, which end in twenty days. */
  readonly endingId: GrantId;
  /** 5, which ended yesterday. */
  readonly endedId: GrantId;
  readonly unpaidId: GrantId;
  readonly spentId: TransactionId;
  readonly holdId: HoldId;
  readonly refillId: RefillId;
};

const DAY_MS = 86_400_000;
export const inDays = (ctx: Context, days: number) => new Date(ctx.at.getTime() + days * DAY_MS);

export type Named = { readonly customerId: CustomerId; readonly reference: string };
export type Deed = (things: Things, ctx: Context, named: Named) => Command;

/** What every command of this customer says. */
export const named = ({ customerId }: Pick<Things, "customerId">): Named => ({
  customerId,
  reference: aReference(),
});

const terms = (amount: string, ctx: Context) =>
  aGrant(
    { customerId: "" as CustomerId, walletId: "" as WalletId },
    {
      effectiveAt: ctx.at,
      amount: credits(amount),
    },
  ).terms;

const refillTerms = {
  ...({ name: "Refill", category: "PROMOTIONAL", priority: 10, currency: "USD" } as const),
  ...{ amount: credits("5"), costTotal: NO_MONEY, featureIds: [], rollover: null, reset: null },
};

export const DEEDS: Readonly<Record<Command["kind"], Deed>> = {
  grant: ({ walletId }, ctx, own) => ({
    ...{ ...own, kind: "grant", walletId, isPaid: true, terms: terms("1", ctx) },
  }),
  activate: ({ unpaidId: grantId }, _, own) => ({ ...own, kind: "activate", grantId }),
  debit: (things, ctx, own) => ({ ...aDebit(ctx, things, "1"), ...own }),
  void: ({ endingId }, _, own) => ({ ...own, kind: "void", grantId: endingId, amount: null }),
  expire: (_, __, own) => ({ ...own, kind: "expire" }),
  reverse: ({ spentId }, _, own) => ({
    ...{ ...own, kind: "reverse", transactionId: spentId, amount: null, restoreDays: null },
  }),
  invoice_overage: ({ walletId }, _, own) => ({
    ...{ ...own, kind: "invoice_overage", walletId, lotIds: [] },
  }),
  hold: ({ walletId }, ctx, own) => ({
    ...{ ...own, kind: "hold", walletId, creditUnit: "credits", featureId: null, member: null },
    ...{ amount: credits("1"), expiresAt: inDays(ctx, 1) },
  }),
  capture: ({ holdId }, _, own) => ({
    ...{ ...own, kind: "capture", holdId, amount: null, isFinal: true },
  }),
  release: ({ holdId }, _, own) => ({ ...own, kind: "release", holdId }),
  freeze: ({ walletId }, _, own) => ({ ...own, kind: "freeze", walletId }),
  unfreeze: ({ frozenId }, _, own) => ({ ...own, kind: "unfreeze", walletId: frozenId }),
  close: ({ walletId }, _, own) => ({ ...own, kind: "close", walletId }),
  adjust: ({ walletId }, _, own) => ({
    ...{ ...own, kind: "adjust", walletId, amount: credits("-1"), expiresAt: null },
    currency: "USD",
  }),
  extend: ({ endingId }, ctx, own) => ({
    ...{ ...own, kind: "extend", grantId: endingId, amount: null, expiresAt: inDays(ctx, 30) },
  }),
  transfer_out: ({ grantId, secondId }, _, own) => ({
    ...{ ...own, kind: "transfer_out", grantId, toWalletId: secondId, amount: credits("1") },
  }),
  transfer_in: ({ walletId }, ctx, own) => ({
    ...{ ...own, kind: "transfer_in", walletId, terms: terms("1", ctx) },
  }),
  void_wallet: ({ walletId }, _, own) => ({
    ...{ ...own, kind: "void_wallet", walletId, amount: credits("1") },
  }),
  reset: ({ walletId }, _, own) => ({ ...own, kind: "reset", walletId, overage: "carry" }),
  start_refill: ({ walletId }, ctx, own) => ({
    ...{ ...own, kind: "start_refill", walletId, terms: refillTerms, endsAt: null },
    line: { anchorAt: ctx.at, zone: "UTC", cadence: { length: "MONTHLY", count: 1 } },
  }),
  stop_refill: ({ refillId }, _, own) => ({ ...own, kind: "stop_refill", refillId }),
};

/** @throws Error if it is refused. */
export async function done(ctx: Context, command: Command): Promise<Booked> {
  const outcome = await post(ctx, command);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal, textOf)}`);
  return outcome;
}

const textOf = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

export async function someThings(ctx: Context): Promise<Things> {
  const yesterday = later(ctx, inDays(ctx, -1));
  const customerId = await aCustomer(ctx);
  const walletId = await transactHot((tx) =>
    findOrCreateWallet(tx, yesterday, customerId, "credits"),
  );
  const account = { customerId, walletId };
  const [secondId, frozenId] = [
    await anotherWallet(ctx, customerId),
    await anotherWallet(ctx, customerId),
  ];
  const own = () => ({ customerId, reference: aReference() });
  const give = async (at: Context, over: Parameters<typeof aGrant>[1], isPaid = true) =>
    (await done(at, { ...aGrant(account, over), isPaid })).grantId as GrantId;
  const day = inDays(ctx, -1);
  const endedId = await give(later(ctx, inDays(ctx, -2)), {
    ...{ amount: credits("5"), effectiveAt: inDays(ctx, -3), expiresAt: day },
  });
  const grantId = await give(ctx, { effectiveAt: day });
  const spent = await done(ctx, aDebit(ctx, account, "30"));
  const endingId = await give(ctx, {
    ...{ amount: credits("10"), effectiveAt: day, expiresAt: inDays(ctx, 20), priority: 90 },
  });
  const unpaidId = await give(ctx, { amount: credits("50"), effectiveAt: day }, false);
  const partial = {
    customerId,
    walletId,
    secondId,
    frozenId,
    grantId,
    endingId,
    endedId,
    unpaidId,
  };
  const rest = {
    spentId: spent.transactionId,
    holdId: newId<HoldId>(),
    refillId: newId<RefillId>(),
  };
  const things: Things = { ...partial, ...rest };
  const hold = DEEDS.hold(things, ctx, own());
  const held = await done(ctx, { ...hold, amount: credits("20") } as Command);
  await done(ctx, DEEDS.start_refill(things, ctx, own()));
  await done(ctx, { ...own(), kind: "freeze", walletId: frozenId });
  const [refill] = await readSql(`SELECT id FROM wallet_refill WHERE wallet_id = $1::uuid`, [
    walletId,
  ]);
  return { ...things, holdId: held.holdId as HoldId, refillId: refill?.id as RefillId };
}

const anotherWallet = (ctx: Context, customerId: CustomerId) =>
  transactHot((tx) =>
    insertWallet(tx, ctx, {
      ...{ customerId, name: "Another", creditUnit: "credits", currency: "USD", priority: 60 },
      ...{ conversionRate: nanomoney(1_000_000_000n), topupRate: nanomoney(1_000_000_000n) },
      ...({ featureIds: [], shortagePolicy: "REFUSE", overageLimit: null } as const),
      ...{ lowBalanceAt: null, metadata: {} },
    }),
  );
