import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findVerification } from "@/lib/ledger/reads/verify-results";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { KIND_FILTER } from "./_components/filter-fields";
import { IntegrityBadge } from "./_components/integrity-badge";
import { LedgerFilters } from "./_components/ledger-filters";
import { LedgerTable } from "./_components/ledger-table";
import { featureChoices, loadLedger } from "./load-ledger";
import { isNarrowed, loadLedgerParams } from "./search-params";

export const metadata: Metadata = { title: "Ledger" };

export default async function LedgerPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("ledger:read");
  const params = await loadLedgerParams(searchParams);
  const { zone } = await findCatalogDefaults(ctx);
  const [{ rows, days, nextCursor, opened }, features, verification, permissions] =
    await Promise.all([
      loadLedger(ctx, params, { zone }),
      featureChoices(ctx),
      findVerification(ctx),
      listPermissions(),
    ]);

  return (
    <>
      <PageHeader
        title="Ledger"
        purpose="Every movement of credits, of all customers, for good."
        status={<IntegrityBadge initial={verification} zone={zone} />}
        actions={<ButtonLink href="/ledger/trial-balance">Trial balance</ButtonLink>}
      />
      <div className="flex flex-wrap items-start gap-2">
        <LedgerFilters features={features} wallets={null} />
        <div className="min-w-0 flex-1 max-md:basis-full">
          <FilterBar filters={[KIND_FILTER]}>
            {rows.length > 0 && <CsvLink href="/ledger/export" />}
          </FilterBar>
        </div>
      </div>
      <Card flush>
        <LedgerTable
          rows={rows}
          days={days}
          opened={opened}
          customerId={null}
          walletId={params.wallet}
          zone={zone}
          isFirstRun={rows.length === 0 && !isNarrowed(params)}
          mayReverse={permissions.includes("wallet:reverse")}
        />
        {rows.length > 0 && (
          <Pagination count={nextCursor ? "" : "The oldest stand here"} next={nextCursor} />
        )}
      </Card>
    </>
  );
}
