import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CrumbName } from "@/components/layout/crumbs";
import { FilterBar } from "@/components/table/filter-bar";
import { PAGE_SIZE } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listCustomers } from "@/lib/customer/reads";
import { pageContext } from "@/lib/transport/page";
import { CustomerChoice } from "../../../_components/customer-choice";
import { namedPack } from "../../_sections/named-pack";
import { loadPackPageParams, type PackPageProps } from "../../search-params";

export const metadata: Metadata = { title: "Sell a pack" };

/** Whom a pack is sold to; each leads to their top-up dialog, filled in. */
export default async function SellPackPage({ params, searchParams }: PackPageProps) {
  const ctx = await pageContext("wallet:topup");
  const { pack } = await namedPack(ctx, (await params).packId);
  if (pack.status === "ARCHIVED") notFound();
  const { q, after } = await loadPackPageParams(searchParams);
  const page = await listCustomers(ctx, {
    ...({ status: "ACTIVE", sort: "name" } as const),
    ...{ search: q.trim().slice(0, 200), cursor: after, offset: 0, limit: PAGE_SIZE },
  });
  return (
    <>
      <CrumbName segment={pack.id} label={pack.name} />
      <PageHeader
        title={`Sell ${pack.name}`}
        purpose="Choose who buys it. Nothing is sold before you have seen what it does."
      />
      <FilterBar search="Name, external id or email" />
      <Card flush>
        <CustomerChoice
          rows={page.items}
          isSearch={q !== ""}
          leads={["/customers/", `?do=top-up&pack=${pack.id}`]}
          listHref={`/packs/${pack.id}/sell`}
          empty="A pack is sold to a customer: add one first."
        />
        {page.total > 0 && (
          <Pagination
            count={`${page.total} ${page.total === 1 ? "customer" : "customers"}`}
            next={page.nextCursor}
          />
        )}
      </Card>
    </>
  );
}
