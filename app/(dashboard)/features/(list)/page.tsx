import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { FilterBar } from "@/components/table/filter-bar";
import { offsetPage } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { FeatureTable } from "../_components/feature-table";
import { featureQuery, isNarrowed, loadFeatureParams } from "../search-params";

export const metadata: Metadata = { title: "Features" };

const FILTERS = [
  {
    key: "type",
    label: "Type",
    options: [
      { value: "METERED", label: "Metered" },
      { value: "BOOLEAN", label: "On or off" },
      { value: "STATIC", label: "Fixed value" },
    ],
  },
  {
    key: "status",
    label: "Status",
    none: "Status: active",
    options: [
      { value: "ARCHIVED", label: "Archived" },
      { value: "ALL", label: "Active and archived" },
    ],
  },
];

export default async function FeaturesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const params = await loadFeatureParams(searchParams);
  const query = featureQuery(params);
  const { items, total } = await listFeatures(ctx, query);
  const mayWrite = (await listPermissions()).includes("catalog:write");
  const isFirstRun = total === 0 && !isNarrowed(params);

  return (
    <>
      <PageHeader
        title="Features"
        purpose="What customers use: counted from events and paid in credits, or simply allowed."
        actions={mayWrite && !isFirstRun && <NewLink href="/features/new">New feature</NewLink>}
      />
      <FilterBar search="Name or key" filters={FILTERS} />
      <Card flush>
        <FeatureTable rows={items} isFirstRun={isFirstRun} mayWrite={mayWrite} />
        {total > 0 && (
          <Pagination {...offsetPage({ offset: query.offset, total, noun: "feature" })} />
        )}
      </Card>
    </>
  );
}
