/** The catalogue within a transaction: one snapshot a version, kept by the process. */
import { gathering } from "@/lib/db/gather";
import { KEY_READS } from "@/lib/db/transact";
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
  const version = await (tx === KEY_READS
    ? findVersion(organizationId)
    : versionIn(tx, organizationId));
  const snapshots = cached();
  const known = snapshots.get(organizationId);
  if (known && known.version === version) return known;
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

async function versionIn(tx: Tx, organizationId: OrganizationId): Promise<unknown> {
  const [row] = await tx.sql(
    "SELECT catalog_version::text AS version FROM organization WHERE id = $1::uuid",
    [organizationId],
  );
  if (!row) throw new RangeError(`no organization ${organizationId}`);
  return row.version;
}

/** Those who ask in one turn mostly ask for the same organization. */
const findVersion = gathering(async (ids: readonly OrganizationId[]) => {
  const versions = new Map<OrganizationId, Promise<unknown>>();
  for (const id of ids) if (!versions.has(id)) versions.set(id, versionIn(KEY_READS, id));
  return Promise.all(ids.map((id) => versions.get(id)));
});

/** Every write of the catalogue calls this, in its own transaction: what was cached is no more. */
export async function bumpCatalogVersion(tx: Tx, organizationId: OrganizationId): Promise<void> {
  changing.add(tx);
  await tx.sql(
    "UPDATE organization SET catalog_version = catalog_version + 1 WHERE id = $1::uuid",
    [organizationId],
  );
}
