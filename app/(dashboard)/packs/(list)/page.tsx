import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { FilterBar } from "@/components/table/filter-bar";
import { offsetPage } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findPack, listPacks } from "@/lib/catalog/reads/packs";
import type { Context } from "@/lib/context";
import { PackId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { PackSheet } from "../_components/pack-sheet";
import { PackTable } from "../_components/pack-table";
import { isNarrowed, loadPackParams, packQuery } from "../search-params";
import { PACK_TABS } from "../tabs";

export const metadata: Metadata = { title: "Credit packs" };

const FILTERS = [
  {
    key: "status",
    label: "Status",
    none: "Status: on sale",
    options: [
      { value: "ARCHIVED", label: "Archived" },
      { value: "ALL", label: "On sale and archived" },
    ],
  },
];

export default async function PacksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("catalog:read");
  const params = await loadPackParams(searchParams);
  const query = packQuery(params);
  const [{ items, total }, shown, defaults] = await Promise.all([
    listPacks(ctx, query),
    packOf(ctx, params.row),
    findCatalogDefaults(ctx),
  ]);
  const mayWrite = (await listPermissions()).includes("catalog:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Credit packs"
        purpose="Credits for a price, bought once: what a customer takes when the plan is not enough."
        actions={mayWrite && !isFirstRun && <NewLink href="/packs?row=new">New pack</NewLink>}
      />
      <TabsNav label="Packs and add-ons" tabs={PACK_TABS} />
      <FilterBar search="Pack name" filters={FILTERS} />
      <Card flush>
        <PackTable rows={items} isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && <Pagination {...offsetPage({ offset: query.offset, total, noun: "pack" })} />}
      </Card>
      {mayWrite && (
        <PackSheet
          key={params.row}
          isOpen={params.row === "new" || shown !== undefined}
          pack={shown ?? null}
          defaults={defaults}
        />
      )}
    </>
  );
}

function packOf(ctx: Context, row: string | null) {
  const { data: id } = PackId.safeParse(row);
  return id ? findPack(ctx, id) : undefined;
}
