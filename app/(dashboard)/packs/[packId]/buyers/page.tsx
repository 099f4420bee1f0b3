import type { Metadata } from "next";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { listPackSales } from "@/lib/report/reads/pack-sales";
import { pageContext } from "@/lib/transport/page";
import { namedPack } from "../../_sections/named-pack";
import { loadPackPageParams, type PackPageProps, saleQuery } from "../../search-params";
import { SaleTable } from "../_components/sale-table";
import { PackHead } from "../_sections/pack-head";

export const metadata: Metadata = { title: "Buyers" };

export default async function PackBuyersPage({ params, searchParams }: PackPageProps) {
  const ctx = await pageContext("invoice:read");
  const { pack, packId } = await namedPack(ctx, (await params).packId);
  const asked = await loadPackPageParams(searchParams);
  const { items, total, nextCursor } = await listPackSales(ctx, packId, saleQuery(asked));
  const isEmpty = total === 0 && asked.q === "";

  return (
    <>
      <PackHead pack={pack} purpose="Who bought it, how often and for what." />
      {!isEmpty && (
        <FilterBar search="Customer">
          <CsvLink href={`/packs/${pack.id}/buyers/export`} />
        </FilterBar>
      )}
      <Card flush>
        <SaleTable rows={items} isEmpty={isEmpty} packId={pack.id} />
        {total > 0 && (
          <Pagination count={`${total} ${total === 1 ? "sale" : "sales"}`} next={nextCursor} />
        )}
      </Card>
    </>
  );
}
