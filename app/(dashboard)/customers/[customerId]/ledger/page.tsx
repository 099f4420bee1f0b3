import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { KIND_FILTER } from "../../../ledger/_components/filter-fields";
import { LedgerFilters } from "../../../ledger/_components/ledger-filters";
import { LedgerTable } from "../../../ledger/_components/ledger-table";
import { featureChoices, loadLedger } from "../../../ledger/load-ledger";
import { isNarrowed, loadLedgerParams } from "../../../ledger/search-params";
import { StatementLinks } from "./_components/statement-links";

export const metadata: Metadata = { title: "Ledger of a customer" };

export default async function CustomerLedgerPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("ledger:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  const customer = customerId && (await findCustomer(ctx, customerId));
  if (!customer) notFound();
  const asked = await loadLedgerParams(searchParams);
  const zone = customer.timezone;
  const [{ rows, days, nextCursor, opened }, wallets, features, permissions] = await Promise.all([
    loadLedger(ctx, asked, { zone, customerId }),
    listCustomerWallets(ctx, customerId),
    featureChoices(ctx),
    listPermissions(),
  ]);
  const options = wallets.map(({ id, name }) => ({ value: id, label: name }));
  const walletFilter = { key: "wallet", label: "Wallet", options };
  const only = wallets.length === 1 ? wallets[0]?.id : undefined;

  return (
    <>
      <div className="flex flex-wrap items-start gap-2">
        <LedgerFilters features={features} wallets={options} />
        <div className="min-w-0 flex-1 max-md:basis-full">
          <FilterBar filters={wallets.length > 1 ? [KIND_FILTER, walletFilter] : [KIND_FILTER]}>
            <StatementLinks customerId={customer.id} wallets={options} />
            {rows.length > 0 && <CsvLink href={`/customers/${customer.id}/ledger/export`} />}
          </FilterBar>
        </div>
      </div>
      <Card flush>
        <LedgerTable
          rows={rows}
          days={days}
          opened={opened?.customerId === customer.id ? opened : undefined}
          customerId={customer.id}
          walletId={asked.wallet ?? only ?? null}
          zone={zone}
          isFirstRun={rows.length === 0 && !isNarrowed(asked)}
          mayReverse={permissions.includes("wallet:reverse")}
        />
        {rows.length > 0 && (
          <Pagination count={nextCursor ? "" : "The oldest stand here"} next={nextCursor} />
        )}
      </Card>
    </>
  );
}
