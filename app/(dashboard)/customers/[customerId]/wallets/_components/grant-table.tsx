"use client";

import Link from "next/link";
import { parseAsString, useQueryStates } from "nuqs";
import { sumOf } from "@/components/chart/series";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowMenu } from "@/components/table/row-menu";
import { MenuItem } from "@/components/ui/dropdown-menu";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import type { CustomerRights } from "../../_components/rights";
import { deedsFor, type GrantDeed } from "./grant-deed";
import { limitsOf, sourceOf, statusOf } from "./grant-words";

type Row = GrantView & {
  readonly customerHref: string;
  readonly zone: string;
  /** What it may pay for; null: everything. */
  readonly limits: string | null;
  readonly deeds: ReturnType<typeof deedsFor>;
  readonly onDeed: (deed: GrantDeed) => void;
};

const Amount = ({ of }: { of: string }) =>
  isSome(of) ? <Credits amount={of} unit={null} /> : <span className="text-muted">–</span>;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "name",
    header: "Grant, in burn order",
    cell: ({ burnOrder, name, limits, ...grant }) => (
      <span className="flex items-baseline gap-2">
        <span className="numerals w-4 shrink-0 text-right text-muted text-xs">
          {burnOrder ?? "–"}
        </span>
        <span>
          <span className="font-medium">{name}</span>
          <span className="block whitespace-nowrap text-muted text-xs">{sourceOf(grant)}</span>
          {limits && <span className="block text-muted text-xs">{limits}</span>}
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
      <span className="block max-md:flex max-md:flex-wrap max-md:items-center max-md:justify-end max-md:gap-x-1">
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
        <span className="md:hidden">
          <GrantMenu grant={grant} isRowLink={false} />
        </span>
      </span>
    ),
    narrow: "note",
  },
  {
    id: "menu",
    header: "Actions",
    width: "3rem",
    cell: (grant) => <GrantMenu grant={grant} isRowLink />,
  },
];

/** Ends that most grants never have: columns only where some grant of the wallet has them. */
const RARE = ["held", "voided"] as const;

function columnsFor(rows: readonly Row[]): readonly Column<Row>[] {
  const absent = new Set<string>(RARE.filter((end) => !rows.some((row) => isSome(row[end]))));
  if (rows.every(({ deeds }) => deeds.length === 0)) absent.add("menu");
  return COLUMNS.filter(({ id }) => !absent.has(id));
}

/** Every grant of a wallet: what pays first at the top, what is over at the end. */
export function GrantTable({
  grants,
  features,
  customerId,
  zone,
  rights,
}: {
  grants: readonly GrantView[];
  features: Readonly<Record<string, string>>;
  customerId: string;
  zone: string;
  rights: CustomerRights;
}) {
  const [, ask] = useQueryStates({ do: parseAsString, grant: parseAsString });
  const rows = grants.map((grant) => ({
    ...grant,
    limits: limitsOf(grant, features),
    zone,
    customerHref: `/customers/${customerId}/invoices`,
    deeds: deedsFor(grant, rights),
    onDeed: (deed: GrantDeed) => void ask({ do: deed, grant: grant.id }),
  }));
  return (
    <DataTable
      label="Grants"
      columns={columnsFor(rows)}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <Empty title="No credits were granted yet">
          Top up, or subscribe the customer to a plan that gives credits.
        </Empty>
      }
    />
  );
}

function GrantMenu({
  grant: { name, deeds, onDeed },
  isRowLink,
}: {
  grant: Row;
  isRowLink: boolean;
}) {
  if (deeds.length === 0) return null;
  return (
    <RowMenu label={`Actions for ${name}`} isRowLink={isRowLink}>
      {deeds.map(([deed, { label, tone }]) => (
        <MenuItem key={deed} {...(tone && { tone })} onSelect={() => onDeed(deed)}>
          {label}
        </MenuItem>
      ))}
    </RowMenu>
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
