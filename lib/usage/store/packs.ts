/** The pack that a customer short of credits is best told of. */
import type { Tx } from "@/lib/db/tx";
import type { Cure } from "@/lib/errors";
import { idFromRow, idText, type OrganizationId, type PackId } from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText } from "@/lib/money/credits";
import { moneyFromRow, moneyText } from "@/lib/money/money";

/** The cheapest that covers the shortfall, else the largest there is. */
export async function findCuringPack(
  tx: Tx,
  organizationId: OrganizationId,
  { creditUnit, shortfall }: { readonly creditUnit: string; readonly shortfall: Credits },
): Promise<Cure | undefined> {
  const [row] = await tx.sql(
    `SELECT id, name, credits::text AS credits, price::text AS price, currency FROM credit_pack
     WHERE organization_id = $1::uuid AND credit_unit = $2::text AND archived_at IS NULL
     ORDER BY credits < $3::numeric, CASE WHEN credits >= $3::numeric THEN price END, credits DESC, id
     LIMIT 1`,
    [organizationId, creditUnit, creditsText(shortfall)],
  );
  return (
    row && {
      kind: "pack",
      pack_id: idText("pack", idFromRow<PackId>(row.id)),
      name: String(row.name),
      credits: creditsText(creditsFromRow(row.credits)),
      price: moneyText(moneyFromRow(row.price)),
      currency: String(row.currency),
    }
  );
}
