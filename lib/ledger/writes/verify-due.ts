/** Verification by the timetable: all of it every night, a hundredth of the wallets every hour. */
import { readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import { type Verification, verifyAll, verifyWallets } from "../reads/verify";
import type { CheckedView } from "../schema/verification";
import { insertChecked, listWalletsOfTurn } from "../store/checks";

const HOUR_MS = 3_600_000;
/** Every wallet is looked at once in so many hours. */
const TURNS = 100;
/** More at once would read for minutes. */
const MOST_WALLETS = 20_000;

/** Verifies every organization in one reading, and keeps a result for each. */
export async function verifyEverything(
  at: Date,
): Promise<ReadonlyMap<OrganizationId, Verification>> {
  const db: Tx = { sql: readSql };
  const began = performance.now();
  const results = await verifyAll();
  const durationMs = Math.round(performance.now() - began);
  for (const [organizationId, { differences, ...counts }] of results) {
    const run = { organizationId, trigger: "nightly", at } as const;
    await insertChecked(db, run, { counts, differences, durationMs });
  }
  return results;
}

/** Verifies the wallets whose hour it is; only what differs is kept. */
export async function auditWallets(at: Date) {
  const db: Tx = { sql: readSql };
  const turn = Math.floor(at.getTime() / HOUR_MS) % TURNS;
  const wallets = await listWalletsOfTurn(db, { turn, turns: TURNS, limit: MOST_WALLETS });
  const began = performance.now();
  const found = await verifyWallets(wallets);
  const durationMs = Math.round(performance.now() - began);
  for (const [organizationId, differences] of found) {
    const run = { organizationId, trigger: "audit", at } as const;
    const counts = { ...NOTHING, wallets: wallets.length };
    await insertChecked(db, run, { counts, differences, durationMs });
  }
  return { wallets: wallets.length, found };
}

const NOTHING: CheckedView = {
  ...{ wallets: 0, grants: 0, holds: 0, lots: 0, transactions: 0, postings: 0, entries: 0 },
};
