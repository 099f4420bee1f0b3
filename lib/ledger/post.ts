/**
 * The one writer of the ledger. Commands that arrive together commit together: what waits is
 * taken in one transaction, wallets locked in id order, so a hot wallet pays for one lock and
 * one commit where naive code pays for hundreds.
 */
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { askInOrder, type Tx } from "@/lib/db/tx";
import { isDomainError } from "@/lib/errors";
import { type CustomerId, newId } from "@/lib/ids";
import { oncePerProcess } from "@/lib/runtime";
import { auditsOf } from "./audit";
import { contentHash } from "./content";
import { groupCommit } from "./group-commit";
import type { Command, Outcome } from "./rules/command";
import { Session } from "./session";
import type { Asking } from "./store/asking";
import { loadBooks, lockWallets } from "./store/books";
import { findIssued } from "./store/issued";
import { findKnown } from "./store/known";
import { plainKeys, rememberedBooks } from "./store/remembered";
import { writeBatch } from "./store/write";
import { leaveBooks, remembers, transactPosting } from "./transact-posting";

const LANES = 2;

/** A command with who asks. */
type Job = { readonly ctx: Context; readonly command: Command; readonly hash: string };

/**
 * Does what the command says, once. A refusal is an outcome and changed nothing; a reference
 * that acted before answers with its first outcome, `isReplayed`.
 *
 * @throws DomainError `unavailable` if a passing fault of the database outlasts the retries.
 */
export function post(ctx: Context, command: Command): Promise<Outcome> {
  return poster().enqueue(command.customerId, jobOf(ctx, command));
}

/**
 * The same inside a caller's transaction: all of it commits or fails with it. Commands are
 * decided in the order given; a refused one fails none of the others.
 */
export function postWithin(
  tx: Tx,
  ctx: Context,
  commands: readonly Command[],
): Promise<readonly Outcome[]> {
  return postEachWithin(
    tx,
    commands.map((command) => ({ ctx, command })),
  );
}

/** A command with who asks, at the time that its customer lives in. */
export type AskedOne = { readonly ctx: Context; readonly command: Command };

/** The same for commands that belong to moments of their own, as those of a late run do. */
export async function postEachWithin(
  tx: Tx,
  asked: readonly AskedOne[],
): Promise<readonly Outcome[]> {
  if (asked.length === 0) return [];
  return settle(
    tx,
    asked.map(({ ctx, command }) => jobOf(ctx, command)),
  );
}

const jobOf = (ctx: Context, command: Command): Job => ({
  ctx,
  command,
  hash: contentHash(command, ctx.at),
});

const poster = () =>
  oncePerProcess("ledger.poster", () =>
    groupCommit<Job, Outcome>({
      lanes: LANES,
      maxBatch: 256,
      flush: (jobs) => retryPassingFaults(() => transactPosting((tx) => settle(tx, jobs))),
      mayBeOnes: (fault) => !isDomainError(fault),
    }),
  );

/** Lock, look, decide, write: one batch in one transaction. */
async function settle(tx: Tx, jobs: readonly Job[]): Promise<readonly Outcome[]> {
  const askings = jobs.map(askingOf);
  const [walletsOf, known, issued] = await askInOrder(tx, [
    () => lockWallets(tx, askings),
    () => findKnown(tx, jobs),
    () => findIssued(tx, askings),
  ]);
  const plain = plainKeys(walletsOf, askings);
  const recalled = remembers(tx) ? rememberedBooks().recall(walletsOf, plain) : undefined;
  const before = await loadBooks(tx, walletsOf, askings, recalled);

  const session = new Session({ books: before, known, issued, mint: newId });
  const outcomes = jobs.map((job) => session.settle(job));
  const { writings, books } = session;
  const after = session.changedBooks();
  await writeBatch(tx, { before: [...before.values()], after, writings });
  await auditsOf(tx, writings);
  leaveBooks(tx, { books, walletsOf, plain, writings });
  return outcomes;
}

/** Books what time alone has done to the customers' wallets; answers how many it changed. */
export async function bookDueWithin(
  tx: Tx,
  customers: readonly { readonly ctx: Context; readonly customerId: CustomerId }[],
): Promise<number> {
  if (customers.length === 0) return 0;
  const jobs = customers.map(({ ctx, customerId }) => ({
    ctx,
    command: { kind: "expire", customerId, reference: "due" } as const,
  }));
  const askings = jobs.map(askingOf);
  const before = await loadBooks(tx, await lockWallets(tx, askings), askings);
  const session = new Session({ books: before, known: new Map(), issued: new Set(), mint: newId });
  for (const { ctx, command } of jobs) session.bookDue(ctx, command);
  const after = session.changedBooks();
  await writeBatch(tx, { before: [...before.values()], after, writings: session.writings });
  return after.length;
}

const askingOf = ({ ctx, command }: Pick<Job, "ctx" | "command">): Asking => ({
  organizationId: ctx.organizationId,
  at: ctx.at,
  command,
});
