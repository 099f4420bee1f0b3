"use client";

import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { formatDay } from "@/components/domain/instant-format";
import type { Column } from "@/components/table/column";
import { Button } from "@/components/ui/button";
import type { DayTotalView, TransactionView } from "@/lib/ledger/schema/transaction";
import { describeTransaction } from "@/lib/ledger/schema/transaction-words";
import { isSome } from "@/lib/report/schema/standing";
import { GrantsTouched } from "./grants-touched";
import { KindBadge } from "./kind-badge";

export type LedgerTableRow = TransactionView & {
  readonly day: string;
  readonly href: string;
  readonly zone: string;
  /** The wallet of which the list is; null: of several. */
  readonly walletId: string | null;
  /** Absent: it cannot be given back, or the person may not. */
  readonly onReverse: (() => void) | undefined;
};

const None = () => <span className="text-muted">–</span>;

/** The posting in the wallet of which the list is. */
const postingOf = ({ wallets, walletId }: LedgerTableRow) =>
  wallets.find((wallet) => wallet.walletId === walletId);

const After = ({ row, figure }: { row: LedgerTableRow; figure: "available" | "balance" }) => {
  const posting = postingOf(row);
  return posting ? <Credits amount={posting.figures[figure]} unit={null} /> : <None />;
};

/** When it counts; and, for the days of the list are those of writing, that of writing if it is another. */
const When = ({ row: { effectiveAt, recordedAt, zone } }: { row: LedgerTableRow }) => {
  const isLate = formatDay(recordedAt, zone) !== formatDay(effectiveAt, zone);
  return (
    <>
      <Instant at={effectiveAt} show="exact" zone={zone} />
      {isLate && (
        <span className="block font-normal text-muted text-xs max-md:inline max-md:before:content-['_·_']">
          written <Instant at={recordedAt} show="day" zone={zone} />
        </span>
      )}
    </>
  );
};

const What = ({ row }: { row: LedgerTableRow }) => {
  const words = describeTransaction(row);
  return (
    <div className="md:min-w-36">
      {words}
      {isSome(row.reversed) && (
        <span className="text-muted text-xs">
          {" "}
          · {row.canReverse ? "reversed in part" : "reversed"}
        </span>
      )}
      {row.reason && row.reason !== words && (
        <span className="line-clamp-1 max-w-64 text-muted text-xs" title={row.reason}>
          {row.reason}
        </span>
      )}
      {row.member && <span className="block break-words text-muted text-xs">{row.member}</span>}
    </div>
  );
};

const COLUMNS: readonly Column<LedgerTableRow>[] = [
  {
    id: "at",
    header: "When",
    cell: (row) => <When row={row} />,
    href: ({ href }) => href,
    narrow: "detail",
  },
  { id: "kind", header: "Kind", cell: ({ kind }) => <KindBadge kind={kind} /> },
  { id: "customer", header: "Customer", cell: ({ customerName }) => customerName, narrow: "note" },
  { id: "what", header: "What", cell: (row) => <What row={row} />, narrow: "title" },
  {
    id: "change",
    header: "Change",
    align: "end",
    cell: (row) => (
      <Credits
        amount={postingOf(row)?.change ?? row.change}
        unit={null}
        signed
        className="font-medium"
      />
    ),
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
    narrow: "note",
  },
  { id: "grants", header: "Grants", cell: (row) => <GrantsTouched transaction={row} /> },
  { id: "actor", header: "By", cell: ({ actor }) => actor.name },
  {
    id: "reference",
    header: "Reference",
    cell: ({ reference }) => (
      <code
        title={reference}
        className="block max-w-20 truncate font-mono text-muted text-xs 2xl:max-w-40"
      >
        {reference}
      </code>
    ),
  },
  {
    id: "reverse",
    header: "Actions",
    cell: ({ onReverse }) =>
      onReverse && (
        <Button variant="ghost" size="sm" onClick={onReverse}>
          Reverse…
        </Button>
      ),
  },
];

const without = (...ids: readonly string[]) => COLUMNS.filter(({ id }) => !ids.includes(id));

/** Running figures are one wallet's: in a list of several they would jump from one to the other. */
const RUNNING = ["available", "balance"];
const OF_ALL = without(...RUNNING);
const OF_A_CUSTOMER = without("customer", ...RUNNING);
const OF_A_WALLET = without("customer");

export function columnsOf(of: { customerId: string | null; walletId: string | null }) {
  if (of.walletId !== null) return OF_A_WALLET;
  return of.customerId === null ? OF_ALL : OF_A_CUSTOMER;
}

/** A day of the list, and what all that is listed of it came to. */
export function DayHead({
  day,
  total,
}: {
  /** `2026-03-31`. */
  day: string;
  total: DayTotalView | undefined;
}) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <Instant at={`${day}T12:00:00Z`} show="day" />
      {total && (
        <span className="numerals font-normal text-muted">
          {total.count} {total.count === 1 ? "entry" : "entries"}
          {isSome(total.added) && (
            <>
              {" · "}
              <Credits amount={total.added} unit={null} signed />
            </>
          )}
          {isSome(total.taken) && (
            <>
              {" · "}
              <Credits amount={`-${total.taken}`} unit={null} />
            </>
          )}
        </span>
      )}
    </div>
  );
}
