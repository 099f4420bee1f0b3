import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { findTransaction, listTransactions } from "@/lib/ledger/reads/transactions";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { LedgerTable } from "../../../ledger/_components/ledger-table";
import {
  isNarrowed,
  KIND_FILTER,
  ledgerQuery,
  loadLedgerParams,
  openedId,
} from "../../../ledger/search-params";

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
  const opened = openedId(asked);
  const [{ items, nextCursor }, row, wallets, permissions] = await Promise.all([
    listTransactions(ctx, { ...ledgerQuery(asked), customerId }),
    opened && findTransaction(ctx, opened),
    listCustomerWallets(ctx, customerId),
    listPermissions(),
  ]);
  const walletFilter = {
    key: "wallet",
    label: "Wallet",
    options: wallets.map(({ id, name }) => ({ value: id, label: name })),
  };

  return (
    <>
      <FilterBar filters={wallets.length > 1 ? [KIND_FILTER, walletFilter] : [KIND_FILTER]}>
        {items.length > 0 && <CsvLink href={`/customers/${customer.id}/ledger/export`} />}
      </FilterBar>
      <Card flush>
        <LedgerTable
          rows={items}
          opened={row?.customerId === customer.id ? row : undefined}
          customerId={customer.id}
          zone={customer.timezone}
          isFirstRun={items.length === 0 && !isNarrowed(asked)}
          mayReverse={permissions.includes("wallet:reverse")}
        />
        {items.length > 0 && (
          <Pagination count={nextCursor ? "" : "The oldest stand here"} next={nextCursor} />
        )}
      </Card>
    </>
  );
}
