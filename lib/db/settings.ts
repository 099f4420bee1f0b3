/**
 * Which database this process talks to. Set once at start (server, CLI, tests) by
 * `setDatabase`, read by the pools at first use; nothing connects before.
 */
import { oncePerProcess, takeFromProcess } from "@/lib/runtime";

export type DatabaseSettings = {
  readonly url: string;
  /** Connections for the hot statements: two to four a core of the database. */
  readonly hotConnections: number;
  /** Connections of the Prisma client, for everything else. */
  readonly coldConnections: number;
};

/** Names the database for this process. */
export function setDatabase(settings: DatabaseSettings): void {
  takeFromProcess("db.settings");
  oncePerProcess("db.settings", () => settings);
}

/** @throws RangeError if `setDatabase` was not called and `DATABASE_URL` is not set. */
export function databaseSettings(): DatabaseSettings {
  return oncePerProcess("db.settings", () => {
    const url = process.env.DATABASE_URL;
    if (!url) throw new RangeError("no database: call setDatabase or set DATABASE_URL");
    return { url, hotConnections: 8, coldConnections: 8 };
  });
}
