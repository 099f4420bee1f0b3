"use client";

import { BookOpenText } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import type { MouseEvent } from "react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import { ReverseDialog } from "./reverse-dialog";
import { TransactionSheet } from "./transaction-sheet";
import { describeTransaction, kindName } from "./transaction-words";

type Row = TransactionView & { readonly href: string; readonly zone: string };

const After = ({ row, figure }: { row: Row; figure: "available" | "balance" }) => {
  const [wallet, ...others] = row.wallets;
  if (!wallet) return <span className="text-muted">–</span>;
  if (others.length > 0) {
    return <span className="text-muted">{row.wallets.length} wallets</span>;
  }
  return <Credits amount={wallet.figures[figure]} unit={null} />;
};

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "at",
    header: "When",
    cell: ({ effectiveAt, zone }) => <Instant at={effectiveAt} show="exact" zone={zone} />,
    href: ({ href }) => href,
    narrow: "detail",
  },
  { id: "kind", header: "Kind", cell: ({ kind }) => <Badge>{kindName(kind)}</Badge> },
  { id: "customer", header: "Customer", cell: ({ customerName }) => customerName, narrow: "note" },
  {
    id: "what",
    header: "What",
    cell: (row) => (
      <>
        {describeTransaction(row)}
        {row.reason && row.reason !== describeTransaction(row) && (
          <span className="line-clamp-1 max-w-64 text-muted text-xs" title={row.reason}>
            {row.reason}
          </span>
        )}
      </>
    ),
    narrow: "title",
  },
  { id: "member", header: "Member", cell: ({ member }) => member ?? <None /> },
  {
    id: "change",
    header: "Change",
    align: "end",
    cell: ({ change }) => <Credits amount={change} unit={null} signed className="font-medium" />,
    narrow: "figure",
  },
  {
    id: "available",
    header: "Available",
    align: "end",
    cell: (row) => <After row={row} figure="available" />,
  },
  {
    id: "balance",
    header: "Balance",
    align: "end",
    cell: (row) => <After row={row} figure="balance" />,
  },
  { id: "actor", header: "By", cell: ({ actor }) => actor.name },
  {
    id: "reference",
    header: "Reference",
    cell: ({ reference }) => (
      <code title={reference} className="block max-w-32 truncate font-mono text-muted text-xs">
        {reference}
      </code>
    ),
  },
];

const OF_ONE_CUSTOMER = COLUMNS.filter(({ id }) => id !== "customer");
const OF_ALL = COLUMNS.filter(({ id }) => id !== "member");
const None = () => <span className="text-muted">–</span>;

/**
 * Transactions, newest first. A row opens beside the list; which one is open, and which is to be
 * reversed, stands in the address.
 */
export function LedgerTable({
  rows,
  opened,
  customerId,
  zone,
  isFirstRun,
  mayReverse,
}: {
  rows: readonly TransactionView[];
  /** The one that the address names, where it is not on this page of the list. */
  opened: TransactionView | undefined;
  /** Null: of all customers. */
  customerId: string | null;
  zone: string;
  isFirstRun: boolean;
  mayReverse: boolean;
}) {
  const pathname = usePathname();
  const params = useSearchParams();
  const [shown, show] = useQueryStates({ row: parseAsString, reverse: parseAsString });
  const find = (id: string | null) =>
    id === null ? undefined : [...rows, ...(opened ? [opened] : [])].find((row) => row.id === id);
  const hrefOf = (id: string) => {
    const next = new URLSearchParams(params);
    next.delete("reverse");
    next.set("row", id);
    return `${pathname}?${next}`;
  };
  // The list has all that the sheet shows: a plain click need not ask the server.
  const openInPlace = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest("a[data-row-link]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const row = new URL((link as HTMLAnchorElement).href).searchParams.get("row");
    void show({ row, reverse: null }, { history: "push" });
  };
  const reversing = mayReverse ? find(shown.reverse) : undefined;

  return (
    <div onClickCapture={openInPlace}>
      <DataTable
        label="Ledger"
        columns={customerId === null ? OF_ALL : OF_ONE_CUSTOMER}
        rows={rows.map((row) => ({ ...row, zone, href: hrefOf(row.id) }))}
        rowKey={({ id }) => id}
        isMarked={({ id }) => id === shown.row || id === shown.reverse}
        empty={
          isFirstRun ? (
            <Empty title="Nothing moved yet" icon={<BookOpenText />}>
              Every grant, use, debit and expiry stands here for good, with the grants it touched.
            </Empty>
          ) : (
            <NoMatch noun="entry" href={pathname} />
          )
        }
      />
      <TransactionSheet
        transaction={find(shown.row)}
        zone={zone}
        onClose={() => void show({ row: null })}
        onReverse={mayReverse ? (id) => void show({ row: null, reverse: id }) : undefined}
      />
      {reversing && (
        <ReverseDialog
          key={reversing.id}
          transaction={reversing}
          zone={zone}
          onClose={() => void show({ reverse: null })}
          onDone={(id) => void show({ reverse: null, row: id }, { shallow: false })}
        />
      )}
    </div>
  );
}
