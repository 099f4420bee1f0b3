import { SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { findPack } from "@/lib/catalog/reads/packs";
import { notFound } from "@/lib/errors";
import { PackId } from "@/lib/ids";
import { exportRoute } from "@/lib/transport/export";
import { loadPackPageParams, saleQuery } from "../../../search-params";

export const GET = exportRoute({
  list: "pack_buyers",
  fileName: "pack-buyers",
  asked: async (ctx, { search, params }) => {
    const { data: packId } = PackId.safeParse(params.packId);
    const pack = packId && (await findPack(ctx, packId));
    if (!pack) throw notFound("pack", String(params.packId));
    return {
      query: { packId, search: saleQuery(loadPackPageParams(search)).search },
      filters: async () => [
        { label: "Pack", value: pack.name },
        ...filterWords([SEARCH_FIELD], search),
      ],
    };
  },
});
