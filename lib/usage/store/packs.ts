/** The pack that a customer short of credits is best told of. */
import { instantText } from "@/lib/db/columns";
import type { Tx } from "@/lib/db/tx";
import type { Cure } from "@/lib/errors";
import { type CustomerId, idFromRow, idText, type OrganizationId, type PackId } from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText } from "@/lib/money/credits";
import { moneyFromRow, moneyText } from "@/lib/money/money";

type Asked = {
  readonly customerId: CustomerId;
  readonly creditUnit: string;
  readonly shortfall: Credits;
  readonly at: Date;
};

/**
 * The cheapest that covers the shortfall, else the largest there is: of those that this customer
 * may buy one of.
 */
export async function findCuringPack(
  tx: Tx,
  organizationId: OrganizationId,
  { customerId, creditUnit, shortfall, at }: Asked,
): Promise<Cure | undefined> {
  const [row] = await tx.sql(
    `SELECT id, name, credits::text AS credits, price::text AS price, currency FROM credit_pack
     WHERE organization_id = $1::uuid AND credit_unit = $2::text AND archived_at IS NULL
       AND visibility = 'PUBLIC' AND min_quantity = 1
       AND (plan_ids = '{}' OR EXISTS (SELECT FROM subscription AS own
         WHERE own.customer_id = $4::uuid AND own.plan_id = ANY(credit_pack.plan_ids)
           AND own.status NOT IN ('SCHEDULED', 'ENDED')
           AND (own.ends_at IS NULL OR own.ends_at > $5::timestamptz)))
       AND (max_per_customer IS NULL OR max_per_customer > (SELECT coalesce(sum(sale.quantity), 0)
         FROM pack_sale AS sale JOIN invoice ON invoice.id = sale.invoice_id
         WHERE sale.customer_id = $4::uuid AND sale.pack_id = credit_pack.id
           AND invoice.status <> 'VOID'))
     ORDER BY credits < $3::numeric, CASE WHEN credits >= $3::numeric THEN price END, credits DESC, id
     LIMIT 1`,
    [organizationId, creditUnit, creditsText(shortfall), customerId, instantText(at)],
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
