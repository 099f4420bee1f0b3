/**
 * Prisma asks for the parts of an `include` at once. Outside a transaction each takes a connection;
 * within one there is a single connection, which takes one statement at a time.
 */
import { PrismaPg } from "@prisma/adapter-pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type Transaction = Awaited<ReturnType<Adapter["startTransaction"]>>;

export class PrismaInTurn extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => inTurn(await start(level));
    return adapter;
  }
}

/** Statements go out one after the other, in the order that they are asked in. */
function inTurn(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const queued = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run, run);
    last = next;
    return next;
  };
  const { queryRaw, executeRaw } = transaction;
  transaction.queryRaw = (query) => queued(() => queryRaw.call(transaction, query));
  transaction.executeRaw = (query) => queued(() => executeRaw.call(transaction, query));
  return transaction;
}
