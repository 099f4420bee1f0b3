/** What a command works with: the database of the server beside it, and a context of its own. */
import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { idFromRow, type OrganizationId } from "@/lib/ids";
import { type Database, joinDatabase } from "@/lib/server/database";
import { readEnvironment } from "@/lib/server/environment";
import { Fault } from "@/lib/server/fault";
import { migrationStatus } from "@/lib/server/migrate";

/** Runs `work` on the database, whatever its migrations. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await joinDatabase(readEnvironment());
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Runs `work` on a database that this code understands. @throws Fault if it is older or newer. */
export function withCurrentDatabase<T>(work: () => Promise<T>): Promise<T> {
  return withDatabase(async ({ url }) => {
    const { missing, fault } = await migrationStatus(url);
    if (fault !== undefined) throw new Fault(fault);
    if (missing.length > 0) {
      throw new Fault("The database is not up to date. Run `npm run --silent florin -- migrate`.");
    }
    return work();
  });
}

/** Whoever can run commands on this machine may do everything; the audit names the command line. */
export const commandContext = (organizationId: OrganizationId): Context => ({
  organizationId,
  actor: { kind: "system", name: "command line" },
  origin: "system",
  at: new Date(),
  requestId: uuidv7(),
});

/** @throws Fault naming the organizations there are. */
export async function organizationContext(slug: string): Promise<Context> {
  const organizations = await prisma().organization.findMany({
    select: { id: true, slug: true },
    orderBy: { slug: "asc" },
    take: 50,
  });
  const found =
    organizations.find((organization) => organization.slug === slug) ??
    (await prisma().organization.findUnique({ where: { slug }, select: { id: true } }));
  if (found) return commandContext(idFromRow<OrganizationId>(found.id));
  const known = organizations.map((organization) => organization.slug).join(", ");
  throw new Fault(
    `No organization "${slug}". ${known ? `There are: ${known}.` : "Make one: npm run --silent florin -- organization create --slug acme --name Acme"}`,
  );
}
