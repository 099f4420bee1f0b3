/** The ledger checked against itself: every stored figure is rebuilt from the entries alone. */
import { prisma } from "@/lib/db/prisma";
import type { Row } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import { text } from "../store/rows";
import { VERIFY } from "../store/verify-sql";

/** A stored figure that is not what the entries say. */
export type Difference = {
  readonly thing: string;
  /** The row's UUID. */
  readonly id: string;
  readonly figure: string;
  readonly stored: string;
  readonly rebuilt: string;
};

export type Verification = {
  readonly wallets: number;
  readonly grants: number;
  readonly entries: number;
  /** Empty: the ledger is what it says. */
  readonly differences: readonly Difference[];
};

const COUNTS = `SELECT
    (SELECT count(*) FROM wallet WHERE $1::uuid IS NULL OR organization_id = $1::uuid)::int AS wallets,
    (SELECT count(*) FROM credit_grant WHERE $1::uuid IS NULL OR organization_id = $1::uuid)::int AS grants,
    (SELECT count(*) FROM ledger_entry WHERE $1::uuid IS NULL OR organization_id = $1::uuid)::int AS entries`;

/**
 * Rebuilds grants, wallets, postings and overage lots from entries, in one statement and so of
 * one moment, and compares. It reads the whole ledger, on the cold client: it may take long.
 *
 * @param organizationId absent: all of them.
 */
export async function verifyLedger(organizationId?: OrganizationId): Promise<Verification> {
  const scope = organizationId ?? null;
  const differences = await prisma().$queryRawUnsafe<Row[]>(VERIFY, scope);
  const [counts] = await prisma().$queryRawUnsafe<Row[]>(COUNTS, scope);
  return {
    wallets: Number(counts?.wallets),
    grants: Number(counts?.grants),
    entries: Number(counts?.entries),
    differences: differences.map((row) => ({
      thing: text(row.thing),
      id: text(row.id),
      figure: text(row.figure),
      stored: text(row.stored),
      rebuilt: text(row.rebuilt),
    })),
  };
}
