import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { FilterBar } from "@/components/table/filter-bar";
import { offsetPage } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { listProducts } from "@/lib/catalog/reads/products";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { archivedFilter } from "../../_components/archived-filter";
import { PLAN_TABS } from "../tabs";
import { NewProductSheet } from "./_components/new-product-sheet";
import { ProductTable } from "./_components/product-table";
import { isNarrowed, loadProductParams, productQuery } from "./search-params";

export const metadata: Metadata = { title: "Products" };

const FILTERS = [archivedFilter("Active")];

export default async function ProductsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const params = await loadProductParams(searchParams);
  const query = productQuery(params);
  const { items, total } = await listProducts(ctx, query);
  const mayWrite = (await listPermissions()).includes("catalog:write");

  return (
    <>
      <PageHeader
        title="Products"
        purpose="What plans belong to. Of a single product, a customer has one subscription at a time."
        actions={mayWrite && <NewLink href="/plans/products?row=new">New product</NewLink>}
      />
      <TabsNav label="Plans and products" tabs={PLAN_TABS} />
      <FilterBar search="Name or key" filters={FILTERS} />
      <Card flush>
        <ProductTable rows={items} isFirstRun={total === 0 && !isNarrowed(params)} />
        {total > 0 && (
          <Pagination {...offsetPage({ offset: query.offset, total, noun: "product" })} />
        )}
      </Card>
      {mayWrite && <NewProductSheet isOpen={params.row === "new"} />}
    </>
  );
}
