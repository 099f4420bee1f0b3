"use client";

import { BookOpenText } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { type MouseEvent, Suspense } from "react";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { DataTable } from "@/components/table/data-table";
import { useHref } from "@/components/table/use-href";
import type { DayTotalView, TransactionView } from "@/lib/ledger/schema/transaction";
import { columnsOf, DayHead } from "./ledger-columns";
import { TransactionSheet } from "./transaction-sheet";

/** Comes to the browser when it is opened first. */
const ReverseDialog = dynamic(async () => (await import("./reverse-dialog")).ReverseDialog);

type Listed = TransactionView & { readonly day: string };

/**
 * Transactions, newest first, day by day. A row opens beside the list; which one is open, and
 * which is to be reversed, stands in the address.
 */
export function LedgerTable({
  rows,
  days,
  opened,
  customerId,
  walletId,
  zone,
  isFirstRun,
  mayReverse,
}: {
  rows: readonly Listed[];
  /** The totals of the days that are listed. */
  days: readonly DayTotalView[];
  /** The one that the address names, where it is not on this page of the list. */
  opened: TransactionView | undefined;
  /** Null: of all customers. */
  customerId: string | null;
  /** The one wallet of which the list is, with its running figures; null: of several. */
  walletId: string | null;
  zone: string;
  isFirstRun: boolean;
  mayReverse: boolean;
}) {
  const pathname = usePathname();
  const { shown, show, hrefOf, openInPlace } = useOpened();
  const find = (id: string | null) =>
    id === null ? undefined : [...rows, ...(opened ? [opened] : [])].find((row) => row.id === id);
  const reverse = (id: string) => void show({ row: null, reverse: id });
  const reversing = mayReverse ? find(shown.reverse) : undefined;

  return (
    <div onClickCapture={openInPlace}>
      <DataTable
        label="Ledger"
        columns={columnsOf({ customerId, walletId })}
        rows={rows.map((row) => ({
          ...row,
          ...{ zone, walletId },
          href: hrefOf(row.id),
          onReverse: mayReverse && row.canReverse ? () => reverse(row.id) : undefined,
        }))}
        rowKey={({ id }) => id}
        isMarked={({ id }) => id === shown.row || id === shown.reverse}
        sectionOf={({ day }) => ({
          key: day,
          content: <DayHead day={day} total={days.find((total) => total.day === day)} />,
        })}
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
        onReverse={mayReverse ? reverse : undefined}
      />
      {/* A boundary of its own: while it comes, the page and the button's focus stay. */}
      <Suspense>
        {reversing && (
          <ReverseDialog
            key={reversing.id}
            transaction={reversing}
            zone={zone}
            onClose={() => void show({ reverse: null })}
            onDone={(id) => void show({ reverse: null, row: id }, { shallow: false })}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Which entry the address has open, and how rows open in place. */
function useOpened() {
  const { here } = useHref();
  const [shown, show] = useQueryStates({ row: parseAsString, reverse: parseAsString });
  const hrefOf = (id: string) => here({ reverse: null, row: id });
  // The list has all that the sheet shows: a plain click need not ask the server.
  const openInPlace = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest("a[data-row-link]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const row = new URL((link as HTMLAnchorElement).href).searchParams.get("row");
    void show({ row, reverse: null }, { history: "push" });
  };
  return { shown, show, hrefOf, openInPlace };
}
