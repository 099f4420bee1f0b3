import type { Tx } from "@/lib/db/tx";
import { invalidField } from "@/lib/errors";
import type { OrganizationId } from "@/lib/ids";

/** What parts of the catalogue take when they name no currency or unit of their own. */
export type CatalogDefaults = {
  readonly currency: string;
  readonly creditUnit: string;
  readonly creditUnits: ReadonlySet<string>;
};

export async function loadCatalogDefaults(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<CatalogDefaults> {
  const [row] = await tx.sql(
    `SELECT currency, default_credit_unit,
       (SELECT coalesce(jsonb_agg(code), '[]') FROM credit_unit WHERE organization_id = $1::uuid) AS units
     FROM organization WHERE id = $1::uuid`,
    [organizationId],
  );
  if (!row) throw new RangeError(`no organization ${organizationId}`);
  return {
    currency: String(row.currency),
    creditUnit: String(row.default_credit_unit),
    creditUnits: new Set(row.units as string[]),
  };
}

/**
 * The unit that is meant: the one named, else the default.
 *
 * @throws DomainError `validation_error` on `field` if the organization has no such unit.
 */
export function creditUnitOf(
  { creditUnits }: CatalogDefaults,
  named: { readonly unit: string | null; readonly otherwise: string; readonly field: string },
): string {
  const unit = named.unit ?? named.otherwise;
  if (!creditUnits.has(unit)) throw invalidField(named.field, `No such credit unit: ${unit}`);
  return unit;
}
