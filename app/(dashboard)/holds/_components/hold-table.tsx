"use client";

import { Lock } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowMenu } from "@/components/table/row-menu";
import { Button } from "@/components/ui/button";
import { MenuItem } from "@/components/ui/dropdown-menu";
import type { HoldView } from "@/lib/ledger/schema/hold";
import { purposeOf } from "./hold-words";

type Deed = "capture" | "release";

type Row = HoldView & {
  readonly zone: string;
  readonly isOfOneCustomer: boolean;
  /** Absent: the person may not, or there is nothing left to act on. */
  readonly onDeed: ((deed: Deed) => void) | undefined;
};

const Amount = ({ of }: { of: string }) =>
  /[1-9]/.test(of) ? <Credits amount={of} unit={null} /> : <span className="text-muted">–</span>;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    href: ({ customerId }) => `/customers/${customerId}/wallets`,
    narrow: "title",
  },
  {
    id: "purpose",
    header: "What for",
    cell: (hold) => (
      <>
        <span className="break-words">{purposeOf(hold)}</span>
        {hold.member && <span className="block text-muted text-xs">by {hold.member}</span>}
      </>
    ),
    narrow: "detail",
  },
  {
    id: "held",
    header: "Held",
    align: "end",
    cell: ({ held }) => <Credits amount={held} unit={null} className="font-medium" />,
    narrow: "figure",
  },
  {
    id: "amount",
    header: "Reserved",
    align: "end",
    cell: ({ amount }) => <Credits amount={amount} unit={null} />,
  },
  {
    id: "captured",
    header: "Captured",
    align: "end",
    cell: ({ captured }) => <Amount of={captured} />,
  },
  {
    id: "released",
    header: "Released",
    align: "end",
    cell: ({ released }) => <Amount of={released} />,
  },
  {
    id: "age",
    header: "Placed",
    cell: ({ createdAt, zone }) => <Instant at={createdAt} zone={zone} />,
  },
  {
    id: "ends",
    header: "Ends",
    cell: ({ expiresAt, state, zone }) =>
      state === "open" ? (
        <span>
          <span className="md:hidden">ends </span>
          <Instant at={expiresAt} zone={zone} />
        </span>
      ) : (
        <span className="text-muted max-md:hidden">–</span>
      ),
    narrow: "further",
  },
  {
    id: "state",
    header: "State",
    cell: (hold) => (
      <span className="block max-md:flex max-md:items-center max-md:justify-end max-md:gap-x-1">
        <Status value={hold.state} />
        <span className="relative md:hidden">
          <HoldMenu hold={hold} isRowLink={false} />
        </span>
      </span>
    ),
    narrow: "note",
  },
  {
    id: "menu",
    header: "Actions",
    align: "end",
    cell: (hold) => (
      <span className="flex items-center justify-end gap-1">
        {hold.onDeed && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Release ${purposeOf(hold)}`}
            onClick={() => hold.onDeed?.("release")}
          >
            Release…
          </Button>
        )}
        <HoldMenu hold={hold} isRowLink={hold.isOfOneCustomer} />
      </span>
    ),
  },
];

/** Where a customer's own list on a narrow screen differs: the customer goes without saying. */
const NARROW: Readonly<Record<string, Pick<Column<Row>, "narrow">>> = {
  purpose: { narrow: "title" },
  ends: { narrow: "detail" },
};

const OF_ONE_CUSTOMER = COLUMNS.filter(({ id }) => id !== "customer").map((column) => ({
  ...column,
  ...NARROW[column.id],
}));

/** Holds, the oldest first; what can be done to one stands in its menu. */
export function HoldTable({
  rows,
  zone,
  isFirstRun,
  mayHold,
  isOfOneCustomer = false,
}: {
  rows: readonly HoldView[];
  zone: string;
  isFirstRun: boolean;
  mayHold: boolean;
  /** On a customer's own page its name is no news. */
  isOfOneCustomer?: boolean;
}) {
  const [, ask] = useQueryStates({ do: parseAsString, hold: parseAsString });
  const columns = isOfOneCustomer ? OF_ONE_CUSTOMER : COLUMNS;
  return (
    <DataTable
      label="Holds"
      columns={mayHold ? columns : columns.filter(({ id }) => id !== "menu")}
      rows={rows.map((hold) => ({
        ...hold,
        zone,
        isOfOneCustomer,
        onDeed:
          mayHold && hold.state === "open"
            ? (deed: Deed) => void ask({ do: deed, hold: hold.id })
            : undefined,
      }))}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty title="Nothing is held" icon={<Lock />}>
            A hold keeps credits for work whose cost is not known yet. Place one on a customer, or
            by the API before a long job begins.
          </Empty>
        ) : (
          <NoMatch noun="hold" href="/holds" />
        )
      }
    />
  );
}

function HoldMenu({ hold, isRowLink }: { hold: Row; isRowLink: boolean }) {
  const { onDeed } = hold;
  if (!onDeed) return null;
  return (
    <RowMenu label={`Actions for ${purposeOf(hold)}`} isRowLink={isRowLink}>
      <MenuItem onSelect={() => onDeed("capture")}>Capture…</MenuItem>
      <MenuItem onSelect={() => onDeed("release")}>Release…</MenuItem>
    </RowMenu>
  );
}
