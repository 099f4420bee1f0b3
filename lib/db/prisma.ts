/** The process's Prisma client: cold reads and the writes of catalogue, customers, keys and settings. */
import { oncePerProcess, takeFromProcess } from "@/lib/runtime";
import { PrismaClient } from "./generated/client";
import { PrismaInTurn } from "./prisma-in-turn";
import { databaseSettings } from "./settings";

const NAME = "db.prisma";

/** A little more than a transaction may take: the locks of a process that froze do not stay for ever. */
const SESSION = "-c idle_in_transaction_session_timeout=35s -c timezone=UTC";
/** For a connection of the pool, or a new one. */
const LONGEST_WAIT_MS = 10_000;

export function prisma(): PrismaClient {
  return oncePerProcess(NAME, () => {
    const { url, coldConnections } = databaseSettings();
    return new PrismaClient({
      adapter: new PrismaInTurn({
        connectionString: url,
        max: coldConnections,
        options: SESSION,
        connectionTimeoutMillis: LONGEST_WAIT_MS,
      }),
    });
  });
}

export async function closePrisma(): Promise<void> {
  await takeFromProcess<PrismaClient>(NAME)?.$disconnect();
}
