/** The ledger checked against itself: every stored figure is rebuilt from the entries alone. */
import { prisma } from "@/lib/db/prisma";
import type { Row } from "@/lib/db/tx";
import { idFromRow, type OrganizationId, type WalletId } from "@/lib/ids";
import type { CheckedView, DifferenceView } from "../schema/verification";
import { text } from "../store/rows";
import { VERIFY, VERIFY_WALLETS } from "../store/verify-sql";

export type Verification = CheckedView & {
  /** Empty: the ledger is what it says. */
  readonly differences: readonly DifferenceView[];
};

/**
 * Rebuilds grants, holds, wallets, postings and overage lots from entries, in one statement and
 * so of one moment, and compares. It reads the whole ledger, on the cold client: it may take long.
 *
 * @param organizationId absent: all of them.
 */
export async function verifyLedger(organizationId?: OrganizationId): Promise<Verification> {
  const differences = await prisma().$queryRawUnsafe<Row[]>(VERIFY, organizationId ?? null);
  const all = await countChecked(organizationId);
  const counts = [...all.values()].reduce(added, NOTHING);
  return { ...counts, differences: differences.map(differenceFromRow) };
}

/** Every organization's part of a run over all of them, from one reading. */
export async function verifyAll(): Promise<ReadonlyMap<OrganizationId, Verification>> {
  const found = byOrganization(await prisma().$queryRawUnsafe<Row[]>(VERIFY, null));
  const counts = await countChecked();
  const ids = new Set([...counts.keys(), ...found.keys()]);
  return new Map(
    [...ids].map((id) => [
      id,
      { ...(counts.get(id) ?? NOTHING), differences: found.get(id) ?? [] },
    ]),
  );
}

/** The same of a few wallets, each by itself: what left them for others is not followed. */
export async function verifyWallets(
  ids: readonly WalletId[],
): Promise<ReadonlyMap<OrganizationId, readonly DifferenceView[]>> {
  return byOrganization(await prisma().$queryRawUnsafe<Row[]>(VERIFY_WALLETS, ids));
}

function byOrganization(rows: readonly Row[]): Map<OrganizationId, DifferenceView[]> {
  const found = new Map<OrganizationId, DifferenceView[]>();
  for (const row of rows) {
    const id = idFromRow<OrganizationId>(row.organization_id);
    found.set(id, [...(found.get(id) ?? []), differenceFromRow(row)]);
  }
  return found;
}

const TABLES = {
  wallets: "wallet",
  grants: "credit_grant",
  holds: "credit_hold",
  lots: "overage_lot",
  transactions: "ledger_transaction",
  entries: "ledger_entry",
} as const;

const COUNTS = [
  ...Object.entries(TABLES).map(
    ([
      name,
      table,
    ]) => `SELECT '${name}' AS name, organization_id, count(*)::int AS count FROM ${table}
    WHERE $1::uuid IS NULL OR organization_id = $1::uuid GROUP BY organization_id`,
  ),
  `SELECT 'postings', organization_id, sum(seq)::int FROM wallet
    WHERE $1::uuid IS NULL OR organization_id = $1::uuid GROUP BY organization_id`,
].join(" UNION ALL ");

const NOTHING: CheckedView = {
  ...{ wallets: 0, grants: 0, holds: 0, lots: 0, transactions: 0, postings: 0, entries: 0 },
};

async function countChecked(id?: OrganizationId): Promise<Map<OrganizationId, CheckedView>> {
  const rows = await prisma().$queryRawUnsafe<Row[]>(COUNTS, id ?? null);
  const counts = new Map<OrganizationId, CheckedView>();
  for (const { name, organization_id, count } of rows) {
    const key = idFromRow<OrganizationId>(organization_id);
    counts.set(key, { ...(counts.get(key) ?? NOTHING), [text(name)]: Number(count) });
  }
  return counts;
}

const added = (sum: CheckedView, more: CheckedView): CheckedView => ({
  wallets: sum.wallets + more.wallets,
  grants: sum.grants + more.grants,
  holds: sum.holds + more.holds,
  lots: sum.lots + more.lots,
  transactions: sum.transactions + more.transactions,
  postings: sum.postings + more.postings,
  entries: sum.entries + more.entries,
});

const differenceFromRow = (row: Row): DifferenceView => ({
  thing: text(row.thing),
  id: text(row.id),
  figure: text(row.figure),
  stored: text(row.stored),
  rebuilt: text(row.rebuilt),
});
