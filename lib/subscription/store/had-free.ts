/** What a customer had of a product's plans that cost nothing. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type PlanVersionId, type ProductId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import type { PeriodLength } from "@/lib/time/period";
import { choicesFromJson } from "../rules/choices";
import { freeUntil, type HadFree, isFree } from "../rules/free-again";
import { termsOf } from "../rules/terms";

/** Nothing where the product allows several subscriptions: each has credits of its own. */
export async function loadHadFree(
  tx: Tx,
  catalog: Pick<Catalog, "planVersions">,
  of: { readonly customerId: CustomerId; readonly productId: ProductId; readonly zone: string },
): Promise<readonly HadFree[]> {
  const rows = await tx.sql(
    `SELECT subscription.plan_version_id, subscription.billing_period::text AS billing_period,
       subscription.choices, wallet.credit_unit, given.effective_at, given.expires_at,
       split_part(given.source_reference, ':', 2) AS plan_grant_id,
       (given.amount - given.voided - given.expired)::text AS amount
     FROM subscription
     JOIN product ON product.id = subscription.product_id AND product.is_single_active
     JOIN credit_grant AS given ON given.customer_id = subscription.customer_id
       AND given.source = 'plan' AND given.source_reference LIKE subscription.id::text || ':%'
     JOIN wallet ON wallet.id = given.wallet_id
     WHERE subscription.customer_id = $1::uuid AND subscription.product_id = $2::uuid
       AND given.amount > given.voided + given.expired`,
    [of.customerId, of.productId],
  );
  return rows.flatMap((row): readonly HadFree[] => {
    const at = row.effective_at as Date;
    const planVersionId = idFromRow<PlanVersionId>(row.plan_version_id);
    const terms = termsOf(catalog, { planVersionId, choices: choicesFromJson(row.choices) }, at);
    const grant = terms?.grants.find(({ id }) => id === row.plan_grant_id);
    if (!terms || !grant || !isFree(terms, row.billing_period as PeriodLength)) return [];
    const until = freeUntil(grant, {
      ...{ at, expiresAt: row.expires_at as Date | null },
      zone: of.zone,
    });
    return [{ creditUnit: String(row.credit_unit), amount: creditsFromRow(row.amount), until }];
  });
}
