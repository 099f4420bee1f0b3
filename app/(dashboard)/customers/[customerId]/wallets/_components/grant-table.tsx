"use client";

import Link from "next/link";
import { useState } from "react";
import { sumOf } from "@/components/chart/series";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "../../../_components/standing";
import { sourceOf, statusOf } from "./grant-words";
import { VoidGrantDialog } from "./void-grant-dialog";

type Row = GrantView & {
  readonly customerHref: string;
  readonly zone: string;
  readonly onVoid: (() => void) | undefined;
};

const Amount = ({ of }: { of: string }) =>
  isSome(of) ? <Credits amount={of} unit={null} /> : <span className="text-muted">–</span>;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "name",
    header: "Grant, in burn order",
    cell: ({ burnOrder, name, ...grant }) => (
      <span className="flex items-baseline gap-2">
        <span className="numerals w-4 shrink-0 text-right text-muted text-xs">
          {burnOrder ?? "–"}
        </span>
        <span>
          <span className="font-medium">{name}</span>
          <span className="block whitespace-nowrap text-muted text-xs">
            {sourceOf({ burnOrder, name, ...grant })}
          </span>
        </span>
      </span>
    ),
    narrow: "title",
  },
  {
    id: "left",
    header: "Remaining",
    align: "end",
    cell: ({ available, pending }) =>
      isSome(pending) ? (
        <span className="text-muted">
          <Credits amount={pending} unit={null} /> pending
        </span>
      ) : (
        <Credits amount={available} unit={null} className="font-medium" />
      ),
    narrow: "figure",
  },
  { id: "bar", header: "Use", width: "7rem", cell: (grant) => <GrantBar grant={grant} /> },
  {
    id: "amount",
    header: "Granted",
    align: "end",
    cell: ({ amount }) => <Credits amount={amount} unit={null} />,
  },
  { id: "used", header: "Used", align: "end", cell: ({ consumed }) => <Amount of={consumed} /> },
  { id: "held", header: "Held", align: "end", cell: ({ held }) => <Amount of={held} /> },
  {
    id: "expired",
    header: "Expired",
    align: "end",
    cell: ({ expired }) => <Amount of={expired} />,
  },
  { id: "voided", header: "Voided", align: "end", cell: ({ voided }) => <Amount of={voided} /> },
  { id: "priority", header: "Priority", align: "end", cell: ({ priority }) => priority },
  {
    id: "effective",
    header: "Effective",
    cell: ({ effectiveAt, zone }) => <Instant at={effectiveAt} show="day" zone={zone} />,
  },
  {
    id: "expires",
    header: "Expires",
    cell: ({ expiresAt, zone }) => (
      <span className="max-md:pl-6">
        <span className="md:hidden">expires </span>
        <Instant at={expiresAt} show="day" zone={zone} />
      </span>
    ),
    narrow: "detail",
  },
  {
    id: "status",
    header: "Status",
    cell: (grant) => (
      <>
        <Status value={statusOf(grant)} />
        {grant.isAwaitingPayment && (
          <Link
            href={grant.customerHref}
            prefetch={false}
            className="mt-0.5 block whitespace-nowrap text-xs underline underline-offset-2"
          >
            waiting for payment
          </Link>
        )}
        <span className="mt-1 block md:hidden">
          <VoidButton grant={grant} />
        </span>
      </>
    ),
    narrow: "note",
  },
  {
    id: "void",
    header: "Action",
    cell: (grant) => <VoidButton grant={grant} />,
  },
];

/** Ends that most grants never have: columns only where some grant of the wallet has them. */
const RARE = ["held", "voided"] as const;

function columnsFor(rows: readonly Row[], mayVoid: boolean): readonly Column<Row>[] {
  const absent = new Set<string>(RARE.filter((end) => !rows.some((row) => isSome(row[end]))));
  if (!mayVoid) absent.add("void");
  return COLUMNS.filter(({ id }) => !absent.has(id));
}

/** Every grant of a wallet: what pays first at the top, what is over at the end. */
export function GrantTable({
  grants,
  customerId,
  unit,
  zone,
  mayVoid,
}: {
  grants: readonly GrantView[];
  customerId: string;
  unit: string;
  zone: string;
  mayVoid: boolean;
}) {
  const [voiding, setVoiding] = useState<GrantView>();
  const rows = grants.map((grant) => ({
    ...grant,
    zone,
    customerHref: `/customers/${customerId}/invoices`,
    onVoid:
      mayVoid && (isSome(grant.available) || isSome(grant.pending))
        ? () => setVoiding(grant)
        : undefined,
  }));
  return (
    <>
      <DataTable
        label="Grants"
        columns={columnsFor(rows, mayVoid)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <Empty title="No credits were granted yet">
            Top up, or subscribe the customer to a plan that gives credits.
          </Empty>
        }
      />
      {voiding && (
        <VoidGrantDialog
          key={voiding.id}
          grant={voiding}
          unit={unit}
          onClose={() => setVoiding(undefined)}
        />
      )}
    </>
  );
}

function VoidButton({ grant: { name, onVoid } }: { grant: Row }) {
  if (!onVoid) return null;
  return (
    <Button size="sm" variant="ghost" aria-label={`Void ${name}`} onClick={onVoid}>
      Void…
    </Button>
  );
}

function GrantBar({ grant }: { grant: GrantView }) {
  const { amount, consumed, held, expired, voided } = grant;
  const gone = sumOf([expired, voided]);
  return (
    <ShareBar
      label="Use"
      of={amount}
      shares={[
        { key: "used", label: "used", value: consumed, title: `used ${formatCredits(consumed)}` },
        {
          key: "held",
          label: "held",
          value: held,
          look: "hatched",
          title: `held ${formatCredits(held)}`,
        },
        {
          key: "gone",
          label: "expired or voided",
          value: gone,
          look: "soft",
          title: `expired or voided ${formatCredits(gone)}`,
        },
      ]}
    />
  );
}
