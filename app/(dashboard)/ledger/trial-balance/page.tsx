import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { CsvLink } from "@/components/table/csv-link";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { listCreditUnits } from "@/lib/ledger/reads/trial-balance";
import { pageContext } from "@/lib/transport/page";
import { AsOfBar } from "./_components/as-of-bar";
import { TrialBalance } from "./_sections/trial-balance";
import { loadTrialParams, trialQuery } from "./search-params";

export const metadata: Metadata = { title: "Trial balance" };

export default async function TrialBalancePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("ledger:read");
  const params = await loadTrialParams(searchParams);
  const [defaults, units] = await Promise.all([findCatalogDefaults(ctx), listCreditUnits(ctx)]);
  const query = trialQuery(params, defaults);

  return (
    <>
      <PageHeader
        title="Trial balance"
        purpose="What every account of the ledger came to, over all customers: together they must be zero."
      />
      <AsOfBar units={units} unit={query.creditUnit} asOf={query.asOf && params.as_of}>
        <CsvLink href="/ledger/trial-balance/export" />
      </AsOfBar>
      <Suspense
        key={JSON.stringify(query)}
        fallback={
          <Card flush>
            <TableSkeleton rows={13} />
          </Card>
        }
      >
        <TrialBalance ctx={ctx} query={query} day={query.asOf && params.as_of} />
      </Suspense>
    </>
  );
}
