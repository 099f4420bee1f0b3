/**
 * A process of its own that posts to the ledger, driven by `withRivals`. What it does is a list of
 * callers, each of whom does one thing after the other; all callers act at once.
 */
import type { Context } from "@/lib/context";
import { setDatabase } from "@/lib/db/settings";
import { isDomainError } from "@/lib/errors";
import type { CustomerId, GrantId, TransactionId, WalletId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { Booked, Command } from "@/lib/ledger/rules/command";
import { credits } from "./amounts";
import { aDebit, aGrant } from "./wallets";

export type RivalAccount = { readonly customerId: CustomerId; readonly walletId: WalletId };

/** One thing that a caller does; `undo` and `void` concern what it did before. */
export type RivalAct = { readonly reference: string; readonly account: RivalAccount } & (
  | { readonly kind: "debit"; readonly amount: string }
  | { readonly kind: "grant"; readonly amount: string; readonly priority: number }
  | { readonly kind: "undo"; readonly amount: string | null }
  | { readonly kind: "void" }
);

export type RivalTask = {
  readonly databaseUrl: string;
  readonly ctx: Omit<Context, "at"> & { readonly at: string };
  readonly callers: readonly (readonly RivalAct[])[];
};

export type RivalAnswer = {
  readonly reference: string;
  readonly code: string | null;
  readonly transactionId: string | null;
  readonly amount: string;
  readonly isReplayed: boolean;
};

export type RivalReport = {
  readonly answers: readonly RivalAnswer[];
  readonly fault: string | null;
};

/** What a caller has done so far, newest last. */
type Done = { debits: [RivalAccount, Booked][]; grants: [RivalAccount, Booked][] };

async function calls(ctx: Context, acts: readonly RivalAct[]): Promise<RivalAnswer[]> {
  const done: Done = { debits: [], grants: [] };
  const answers: RivalAnswer[] = [];
  for (const act of acts) {
    const command = commandOf(ctx, act, done);
    if (command !== undefined) answers.push(await answerTo(ctx, command, { act, done }));
  }
  return answers;
}

function commandOf(ctx: Context, act: RivalAct, done: Done): Command | undefined {
  const { reference, account } = act;
  if (act.kind === "debit") return aDebit(ctx, account, act.amount, { reference });
  if (act.kind === "grant") {
    const { amount, priority } = act;
    const terms = { amount: credits(amount), priority, effectiveAt: ctx.at };
    return { ...aGrant(account, terms), reference };
  }
  if (act.kind === "undo") {
    const [owner, debit] = done.debits.at(-1) ?? [];
    if (!owner || !debit) return undefined;
    const { transactionId } = debit as { transactionId: TransactionId };
    const amount = act.amount === null ? null : credits(act.amount);
    return { kind: "reverse", ...owner, reference, transactionId, amount, restoreDays: null };
  }
  const [owner, grant] = done.grants.at(-1) ?? [];
  if (!owner || !grant) return undefined;
  return { kind: "void", ...owner, reference, grantId: grant.grantId as GrantId, amount: null };
}

type Moment = { readonly act: RivalAct; readonly done: Done };

/** Asks until the database answers. */
async function answerTo(
  ctx: Context,
  command: Command,
  { act, done }: Moment,
): Promise<RivalAnswer> {
  const outcome = await stubbornly(() => post(ctx, command));
  const { reference } = command;
  if (!outcome.ok) {
    const { code } = outcome.refusal;
    return { reference, code, transactionId: null, amount: "0", isReplayed: false };
  }
  if (act.kind === "debit") done.debits.push([act.account, outcome]);
  if (act.kind === "grant") done.grants.push([act.account, outcome]);
  const { transactionId, amount, isReplayed } = outcome;
  return { reference, code: null, transactionId, amount: String(amount), isReplayed };
}

async function stubbornly<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (fault) {
      if (!isDomainError(fault) || fault.code !== "unavailable") throw fault;
    }
  }
}

process.on("message", async ({ databaseUrl, ctx, callers }: RivalTask) => {
  setDatabase({ url: databaseUrl, hotConnections: 4, coldConnections: 1 });
  const asked = { ...ctx, at: new Date(ctx.at) };
  const report = await Promise.all(callers.map((acts) => calls(asked, acts))).then(
    (all): RivalReport => ({ answers: all.flat(), fault: null }),
    (fault): RivalReport => ({ answers: [], fault: String(fault?.stack ?? fault) }),
  );
  process.send?.(report, () => process.exit());
});
