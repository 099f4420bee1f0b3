/** The process's Prisma client: cold reads and the writes of catalogue, customers, keys and settings. */
import { PrismaPg } from "@prisma/adapter-pg";
import { oncePerProcess, takeFromProcess } from "@/lib/runtime";
import { PrismaClient } from "./generated/client";
import { databaseSettings } from "./settings";

const NAME = "db.prisma";

export function prisma(): PrismaClient {
  return oncePerProcess(NAME, () => {
    const { url, coldConnections } = databaseSettings();
    return new PrismaClient({
      adapter: new PrismaPg({
        connectionString: url,
        max: coldConnections,
        options: "-c timezone=UTC",
      }),
    });
  });
}

export async function closePrisma(): Promise<void> {
  await takeFromProcess<PrismaClient>(NAME)?.$disconnect();
}
