/** What callers of a storm ask for: any command, moves between customers, batches; each under a reference. */
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import { type GrantId, type HoldId, idText, parseId, type RefillId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { listRefills } from "@/lib/ledger/reads/refills";
import type { Command, Outcome } from "@/lib/ledger/rules/command";
import type { BookedView } from "@/lib/ledger/schema";
import { BatchInput } from "@/lib/ledger/schema/wallet-commands";
import { debitBatch } from "@/lib/ledger/writes/debit-batch";
import { transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { creditsText } from "@/lib/money/credits";
import { credits } from "./amounts";
import { transferInput } from "./moves";
import { type Dice, MAKERS, oneOf, type Past } from "./random-commands";
import { type Account, aDebit } from "./wallets";

/** What was answered for one reference; `code` if it was refused. */
export type Told = {
  readonly reference: string;
  readonly code: string | null;
  readonly transactionId: string | null;
  readonly amount: string;
  /** What must be the same whenever it is asked again. */
  readonly words: string;
  readonly isReplayed: boolean;
};

/** Something to ask for, and to ask for again; mostly it has one reference, a batch has several. */
export type Deed = {
  readonly references: readonly string[];
  readonly ask: (ctx: Context) => Promise<readonly Told[]>;
};

export const aCallReference = () => `call-${randomUUID()}`;

export const dice: Dice = (sides) => Math.floor(Math.random() * sides);

/** A deed whose command is refused, or booked at once. */
export const deedOf = (command: Command, past: Past, account: Account): Deed => ({
  references: [command.reference],
  ask: async (ctx) => {
    const outcome = await post(ctx, command);
    if (outcome.ok) remember(past, { command, account, outcome });
    return [toldOf(command.reference, outcome)];
  },
});

/** Any deed on any account: half of them follow up on what was done lately, or concern several wallets. */
export async function aRandomDeed(ctx: Context, past: Past): Promise<Deed> {
  switch (dice(16)) {
    case 0:
      return aTransfer(past);
    case 1:
      return aBatch(past);
    case 2:
      return acrossWallets(ctx, past);
    case 3:
      return aStopOrExpiry(ctx, past);
    case 4:
      return aChangeOfState(past);
    case 5:
      return anEndOfHold(past);
    case 6:
    case 7:
      return aChangeOfGrant(ctx, past);
    default: {
      const made = oneOf(MAKERS, dice)(ctx, dice, recent(past));
      const account = past.accounts.find(({ customerId }) => customerId === made.customerId);
      const command = { ...made, reference: aCallReference() } as Command;
      return deedOf(command, past, account ?? oneOf(past.accounts, dice));
    }
  }
}

/** What is some time past has mostly been ended or used up. */
const recent = (past: Past): Past => ({
  ...past,
  ...{ done: past.done.slice(-6), given: past.given.slice(-6), held: past.held.slice(-3) },
});

/** Thawed more often than frozen: else nothing would leave the wallets. */
function aChangeOfState(past: Past): Deed {
  const account = oneOf(past.accounts, dice);
  const kind = dice(12) ? "unfreeze" : "freeze";
  return deedOf({ kind, ...account, reference: aCallReference() }, past, account);
}

function anEndOfHold(past: Past): Deed {
  const { account, holdId } = past.held.at(-1 - dice(2)) ?? {};
  if (!account || !holdId) return aChangeOfState(past);
  const asked = { customerId: account.customerId, reference: aCallReference(), holdId };
  if (dice(4) === 0) return deedOf({ kind: "release", ...asked }, past, account);
  const terms = { amount: dice(2) ? credits("2") : null, isFinal: dice(2) > 0 };
  return deedOf({ kind: "capture", ...asked, ...terms }, past, account);
}

function aChangeOfGrant(ctx: Context, past: Past): Deed {
  const { account, grantId } = oneOf(recent(past).given, dice);
  const asked = { customerId: account.customerId, reference: aCallReference(), grantId };
  const kind = oneOf(["activate", "extend", "void"] as const, dice);
  if (kind === "activate") return deedOf({ kind, ...asked }, past, account);
  const amount = dice(2) ? credits("1") : null;
  if (kind === "void") return deedOf({ kind, ...asked, amount, force: dice(2) > 0 }, past, account);
  const expiresAt = new Date(ctx.at.getTime() + 20 * 3_600_000);
  return deedOf({ kind, ...asked, amount, expiresAt }, past, account);
}

function acrossWallets(ctx: Context, past: Past): Deed {
  const account = oneOf(past.accounts, dice);
  const reference = aCallReference();
  const debit = aDebit(ctx, account, String(1 + dice(20)), { reference, walletId: null });
  if (dice(2)) return deedOf(debit, past, account);
  const { customerId, creditUnit } = debit;
  const expiresAt = new Date(ctx.at.getTime() + 3_600_000);
  const terms = { featureId: null, member: null, amount: credits("9"), expiresAt };
  const hold = {
    kind: "hold",
    customerId,
    reference,
    walletId: null,
    creditUnit,
    ...terms,
  } as const;
  return deedOf(hold, past, account);
}

async function aStopOrExpiry(ctx: Context, past: Past): Promise<Deed> {
  const account = oneOf(past.accounts, dice);
  const { customerId, walletId } = account;
  const asked = { customerId, reference: aCallReference() };
  const refills = await listRefills(ctx, { walletId });
  const refillId = parseId("rfl", refills.find(({ stoppedAt }) => !stoppedAt)?.id ?? "");
  if (!refillId || dice(3) === 0) return deedOf({ kind: "expire", ...asked }, past, account);
  return deedOf({ kind: "stop_refill", ...asked, refillId: refillId as RefillId }, past, account);
}

function aTransfer(past: Past): Deed {
  const reference = aCallReference();
  const { grantId } = oneOf(recent(past).given, dice);
  const account = oneOf(past.accounts, dice);
  const input = { ...transferInput(account, dice(3) ? "2" : null), reference };
  return {
    references: [reference],
    ask: async (ctx) => {
      const view = await orRefused(() => transferCredits(ctx, grantId, input));
      if (!("grantId" in view)) return [refusedAs(reference, view.code)];
      const arrived = parseId("grt", view.grantId ?? "");
      if (arrived) past.given.push({ account, grantId: arrived as GrantId });
      return [toldOfView(reference, view)];
    },
  };
}

/** Of three wallets, in any order: each batch locks what others lock. */
function aBatch({ accounts }: Past): Deed {
  const reference = aCallReference();
  const items = Array.from({ length: 3 }, () => ({
    target: { walletId: idText("wal", oneOf(accounts, dice).walletId) },
    ...{ amount: String(1 + dice(6)), reasonCode: "other", reason: "Storm" },
  }));
  const input = BatchInput.parse({ items, reference });
  const references = items.map((_, index) => `${reference}\t${index}`);
  return {
    references,
    ask: async (ctx) => {
      const batch = await orRefused(() => debitBatch(ctx, input));
      if (!("items" in batch)) return references.map((one) => refusedAs(one, batch.code));
      return references.map((one, index) => toldOfView(one, batch.items[index] as BookedView));
    },
  };
}

type Done = { readonly command: Command; readonly account: Account; readonly outcome: Outcome };

/** What later commands may refer to. */
export function remember(past: Past, { command: { kind }, account, outcome }: Done): void {
  if (!outcome.ok) return;
  const { transactionId, grantId, holdId } = outcome;
  if (kind === "debit" || kind === "capture") past.done.push({ account, transactionId });
  if (grantId !== null) past.given.push({ account, grantId });
  if (kind === "hold") past.held.push({ account, holdId: holdId as HoldId });
}

function toldOf(reference: string, outcome: Outcome): Told {
  if (!outcome.ok) return refusedAs(reference, outcome.refusal.code);
  const { amount, fingerprint, grantId, holdId, isReplayed } = outcome;
  const transactionId = idText("ltx", outcome.transactionId);
  const words = JSON.stringify([fingerprint, grantId, holdId]);
  return { reference, code: null, transactionId, amount: creditsText(amount), words, isReplayed };
}

function toldOfView(reference: string, view: BookedView): Told {
  const { transactionId, amount, fingerprint, grantId, holdId, isReplayed } = view;
  const words = JSON.stringify([fingerprint, grantId, holdId]);
  return { reference, code: null, transactionId, amount, words, isReplayed };
}

const refusedAs = (reference: string, code: string): Told => ({
  ...{ reference, code, transactionId: null, amount: "0", words: code, isReplayed: false },
});

/** What was done, or why not; what passes is thrown. */
async function orRefused<T extends object>(act: () => Promise<T>): Promise<T | { code: string }> {
  try {
    return await act();
  } catch (fault) {
    if (!isDomainError(fault) || fault.code === "unavailable") throw fault;
    return { code: fault.code };
  }
}
