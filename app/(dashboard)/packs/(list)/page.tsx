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
import { listPacks } from "@/lib/catalog/reads/packs";
import { countPackSales } from "@/lib/report/reads/pack-sales";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { archivedFilter } from "../../_components/archived-filter";
import { plansWords } from "../_components/pack-fields";
import { PackSheet } from "../_components/pack-sheet";
import { PackTable } from "../_components/pack-table";
import { listPlanChoices } from "../_sections/plan-choices";
import { isNarrowed, loadPackParams, packQuery } from "../search-params";
import { PACK_TABS } from "../tabs";

export const metadata: Metadata = { title: "Credit packs" };

const FILTERS = [archivedFilter("On sale")];

export default async function PacksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("catalog:read");
  const params = await loadPackParams(searchParams);
  const query = packQuery(params);
  const [{ items, total }, sold, defaults, plans] = await Promise.all([
    listPacks(ctx, query),
    countPackSales(ctx),
    findCatalogDefaults(ctx),
    listPlanChoices(ctx),
  ]);
  const rows = items.map((pack) => ({
    ...pack,
    soldTo: plansWords(pack.planIds, plans),
    sold: sold[pack.id] ?? 0,
  }));
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
        <PackTable rows={rows} isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && <Pagination {...offsetPage({ offset: query.offset, total, noun: "pack" })} />}
      </Card>
      {mayWrite && (
        <PackSheet isOpen={params.row === "new"} pack={null} defaults={defaults} plans={plans} />
      )}
    </>
  );
}
