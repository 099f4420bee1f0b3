import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { addOnFault } from "../rules/add-ons";
import { closingAt } from "../rules/subscription";
import { termsOf } from "../rules/terms";
import type { SoldPartsView } from "../schema/sold-parts";
import { findViewRow } from "../store/view-row";
import { feesOf, offerView } from "../view/offer";

const reader = { sql: readSql };

/** What can be had more or less of on top of a subscription; undefined without such a one. */
export async function findSoldParts(
  ctx: Context,
  id: SubscriptionId,
): Promise<SoldPartsView | undefined> {
  const row = await findViewRow(reader, ctx.organizationId, id);
  if (!row) return undefined;
  const catalog = await loadCatalog(reader, ctx.organizationId);
  const { choices, course, currency } = row;
  const plan = catalog.planVersions.get(row.planVersionId);
  const terms = termsOf(catalog, row, new Date(closingAt(course).getTime() - 1));
  if (!plan || !terms) throw new RangeError(`no plan version ${row.planVersionId}`);
  const { length } = course.cadence;
  const buyer = { currency, length, productId: plan.productId };
  const own = new Set(plan.charges.flatMap(({ kind, id }) => (kind === "RECURRING" ? [id] : [])));
  const next = choices.quantitiesNext;
  return {
    offers: [...catalog.planVersions.values()]
      .filter((version) => version.status === "PUBLISHED" && addOnFault(version, buyer) === null)
      .map((version) => offerView(version, catalog))
      .sort((a, b) => a.name.localeCompare(b.name)),
    pieces: terms.charges
      .filter((charge) => own.has(charge.id))
      .flatMap((charge) => {
        const nextQuantity = next?.[charge.id] ?? null;
        return feesOf(charge).map((fee) => ({ ...fee, nextQuantity }));
      })
      .filter(({ isMoney, period }) => !isMoney || period === length),
  };
}
