import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { OfferView } from "../schema/offer";
import { offerView } from "../view/offer";

/** The plans and add-ons on sale, by name: what a subscription can be started of. */
export async function listOffers(ctx: Context): Promise<readonly OfferView[]> {
  const catalog = await loadCatalog({ sql: readSql }, ctx.organizationId);
  return [...catalog.planVersions.values()]
    .filter(({ status }) => status === "PUBLISHED")
    .map((version) => offerView(version, catalog))
    .sort((a, b) => a.name.localeCompare(b.name));
}
