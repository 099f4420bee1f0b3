import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { offsetPage } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listFeatures } from "@/lib/catalog/reads/features";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { archivedFilter } from "../../_components/archived-filter";
import { FeatureTable } from "../_components/feature-table";
import { FeatureSelection } from "../_components/selection";
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
    key: "used",
    label: "Plans",
    options: [
      { value: "yes", label: "Used in a plan" },
      { value: "no", label: "In no plan" },
    ],
  },
  {
    key: "events",
    label: "Events",
    options: [{ value: "none", label: "None in 7 days" }],
  },
  archivedFilter("Active"),
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
      <FilterBar search="Name or key" filters={FILTERS}>
        {items.length > 0 && <CsvLink href="/features/export" />}
      </FilterBar>
      <Card flush>
        <FeatureSelection rows={items}>
          <FeatureTable rows={items} isFirstRun={isFirstRun} mayWrite={mayWrite} />
        </FeatureSelection>
        {total > 0 && (
          <Pagination {...offsetPage({ offset: query.offset, total, noun: "feature" })} />
        )}
      </Card>
    </>
  );
}
