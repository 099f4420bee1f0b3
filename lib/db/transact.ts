/**
 * The two makers of a transaction. `transact` is Prisma's, for cold writes; `transactHot` is the
 * hot pool's. They can never share one, so what may take part in either is SQL over `Tx`.
 */
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import type { Prisma } from "./generated/client";
import { type HotKind, hotPool } from "./hot-pool";
import { prisma } from "./prisma";
import { ask } from "./read-turn";
import { isPassingFault, isRolledBack, retryPassingFaults, unavailable } from "./retry";
import type { Param, Row, Tx } from "./tx";
import { send, sendPlain } from "./wire";

/** A Prisma transaction: SQL as everywhere, and the model API for cold slices. */
export type ColdTx = Tx & { readonly prisma: Prisma.TransactionClient };

const PATIENCE = { maxWait: 5_000, timeout: 30_000 };

/** The open transaction of a context made by `within`. */
const joined = new WeakMap<Context, ColdTx>();

/** A context whose writes join the transaction instead of opening their own. */
export function within(ctx: Context, tx: ColdTx): Context {
  const inside = { ...ctx };
  joined.set(inside, tx);
  return inside;
}

/** The same asking at another instant; it stays inside the transaction that it is within. */
export function atInstant(ctx: Context, at: Date): Context {
  const moved = { ...ctx, at };
  const open = joined.get(ctx);
  if (open) joined.set(moved, open);
  return moved;
}

/**
 * Runs a cold write: all of it commits, or none. Inside a `within` context it joins that transaction.
 *
 * `run` may be called again, on a new transaction, after a fault that passes; what it does outside
 * the transaction must bear that.
 *
 * @throws DomainError `unavailable` if such faults go on, or if the answer to the commit was lost.
 */
export function transact<T>(ctx: Context, run: (tx: ColdTx) => Promise<T>): Promise<T> {
  const open = joined.get(ctx);
  if (open) return run(open);
  return retryPassingFaults(() => attempt(run));
}

async function attempt<T>(run: (tx: ColdTx) => Promise<T>): Promise<T> {
  let isCommitting = false;
  try {
    return await prisma().$transaction(async (client) => {
      const result = await run(overPrisma(client));
      isCommitting = true;
      return result;
    }, PATIENCE);
  } catch (fault) {
    // It may have been kept, and not every cold write is safe to do twice.
    if (isCommitting && isPassingFault(fault) && !isRolledBack(fault)) throw unavailable(fault);
    throw fault;
  }
}

/** Runs SQL on the hot pool: all of it commits, or none. */
export const transactHot = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => onHotPool("any", run);

/** The same for statements that find each row by an index, however many they find. */
export const transactByKeys = <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
  onHotPool("keys", run);

async function onHotPool<T>(kind: HotKind, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await hotPool(kind).connect();
  let fault: Error | undefined;
  const sent: Sent = [];
  try {
    hold(sent, sendPlain(client, "BEGIN"));
    const result = await run(overPg(client, sent));
    const answers = await Promise.all([...sent, sendPlain(client, "COMMIT")]);
    refuseRollback(answers.at(-1));
    return result;
  } catch (error) {
    // A session that cannot even roll back is closed, not given to the next.
    await client.query("ROLLBACK").catch((broken: Error) => {
      fault = broken;
    });
    throw await causeOf(error, sent);
  } finally {
    client.release(fault);
  }
}

/** A transaction that a statement has failed answers its commit so, and not by a fault. */
function refuseRollback(commit: Answer | undefined): void {
  if (commit?.command === "COMMIT") return;
  throw new Error("the transaction was rolled back: a statement in it had failed");
}

/** What only tells that an earlier statement failed gives way to the fault of that one. */
async function causeOf(error: unknown, sent: Sent): Promise<unknown> {
  if (!isConsequence(error)) return error;
  const failed = (await Promise.allSettled(sent)).find(({ status }) => status === "rejected");
  return failed?.status === "rejected" ? failed.reason : error;
}

const ABORTED_TRANSACTION = "25P02";
const isConsequence = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === ABORTED_TRANSACTION;

/** Statements on their way whose answers are only awaited at the commit. */
type Sent = Promise<Answer>[];
type Answer = { readonly command: string };

function hold(sent: Sent, answer: Promise<Answer>): void {
  // A rejection is met at the commit; until then nobody is there to catch it.
  answer.catch(() => undefined);
  sent.push(answer);
}

/** Runs SQL on the hot pool to see what it comes to: none of it is kept. */
export async function rehearse<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { readonly of: T } | undefined;
  const over = new Error("a rehearsal is over");
  await transactHot(async (tx) => {
    result = { of: await run(tx) };
    throw over;
  }).catch((thrown) => {
    if (thrown !== over) throw thrown;
  });
  if (result === undefined) throw over;
  return result.of;
}

/**
 * One statement outside a transaction, on the hot pool; asked again after a fault that passes.
 *
 * @throws DomainError `unavailable` if such faults go on.
 */
export function readSql(text: string, params: readonly Param[] = []): Promise<readonly Row[]> {
  return retryPassingFaults(() => ask("any", text, params));
}

/** The same for a statement that finds each row by an index, however many it finds. */
export function readByKeys(text: string, params: readonly Param[] = []): Promise<readonly Row[]> {
  return retryPassingFaults(() => ask("keys", text, params));
}

/**
 * Such reads where a transaction may stand. A store that is given this, and no transaction, may
 * load what others ask in the same turn along with it (`gather.ts`).
 */
export const KEY_READS: Tx = { sql: readByKeys };

function overPg(client: PoolClient, sent: Sent): Tx {
  return {
    sql: async (text, params) => (await send(client, text, params)).rows,
    send: (text, params) => hold(sent, send(client, text, params)),
  };
}

function overPrisma(client: Prisma.TransactionClient): ColdTx {
  return {
    prisma: client,
    sql: (text, params = []) => client.$queryRawUnsafe<Row[]>(text, ...params),
  };
}
