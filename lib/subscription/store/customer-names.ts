import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow } from "@/lib/ids";

/** As a table of subscriptions names whose they are. */
export type CustomerNames = { readonly customerName: string; readonly customerExternalId: string };

export const NOBODY: CustomerNames = { customerName: "", customerExternalId: "" };

export async function loadCustomerNames(
  tx: Tx,
  ids: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, CustomerNames>> {
  const rows = await tx.sql(
    "SELECT id, name, external_id FROM customer WHERE id = ANY($1::uuid[])",
    [ids],
  );
  return new Map(
    rows.map(({ id, name, external_id: externalId }) => [
      idFromRow<CustomerId>(id),
      { customerName: String(name), customerExternalId: String(externalId) },
    ]),
  );
}
