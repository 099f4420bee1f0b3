/** The catalogue within a transaction: one snapshot a version, kept by the process. */
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import { oncePerProcess } from "@/lib/runtime";
import type { Catalog } from "./rules/catalog";
import { readCatalog } from "./store/snapshot";

/** Enough for the organizations that one process serves; the longest unused goes first. */
const MOST_CACHED = 200;

/** Transactions that have moved the version: what they see may never be committed. */
const changing = new WeakSet<Tx>();

const cached = () => oncePerProcess("catalog.snapshots", () => new Map<OrganizationId, Catalog>());

/**
 * The organization's catalogue. The version is read in this very transaction, so a snapshot of
 * another version decides nothing. What a transaction has changed itself is seen by it alone: kept,
 * it would stand for another version of the same number if the transaction failed.
 */
export async function loadCatalog(tx: Tx, organizationId: OrganizationId): Promise<Catalog> {
  if (changing.has(tx)) return readCatalog(tx, organizationId);
  const [row] = await tx.sql(
    "SELECT catalog_version::text AS version FROM organization WHERE id = $1::uuid",
    [organizationId],
  );
  if (!row) throw new RangeError(`no organization ${organizationId}`);
  const snapshots = cached();
  const known = snapshots.get(organizationId);
  if (known && known.version === row.version) return known;
  const fresh = await readCatalog(tx, organizationId);
  // Last in the map, so that the first is the one that was loaded longest ago.
  snapshots.delete(organizationId);
  snapshots.set(organizationId, fresh);
  for (const oldest of snapshots.keys()) {
    if (snapshots.size <= MOST_CACHED) break;
    snapshots.delete(oldest);
  }
  return fresh;
}

/** Every write of the catalogue calls this, in its own transaction: what was cached is no more. */
export async function bumpCatalogVersion(tx: Tx, organizationId: OrganizationId): Promise<void> {
  changing.add(tx);
  await tx.sql(
    "UPDATE organization SET catalog_version = catalog_version + 1 WHERE id = $1::uuid",
    [organizationId],
  );
}
