"use client";

import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { TrialAccountView, TrialBalanceView } from "@/lib/ledger/schema/trial-balance";
import { isSome } from "@/lib/report/schema/standing";
import { ACCOUNT_WORDS, ledgerHref } from "./account-words";

type Scope = { readonly day: string | null; readonly unit: string };
type Row = TrialAccountView & Scope;

const Figure = ({ row, end }: { row: Row; end: "out_of" | "into" }) => {
  const amount = end === "out_of" ? row.debits : row.credits;
  if (!isSome(amount)) return <span className="text-muted">0</span>;
  return (
    <Link
      href={ledgerHref(row.account, end, row)}
      prefetch={false}
      className="relative underline-offset-2 hover:underline"
    >
      <Credits amount={amount} unit={null} />
    </Link>
  );
};

const columnsOf = (totals: TrialBalanceView["totals"]): readonly Column<Row>[] => [
  {
    id: "account",
    header: "Account",
    cell: ({ account }) => ACCOUNT_WORDS[account][0],
    href: (row) => ledgerHref(row.account, "account", row),
    narrow: "title",
    total: "Total",
  },
  {
    id: "meaning",
    header: "What it is",
    cell: ({ account }) => <span className="text-muted">{ACCOUNT_WORDS[account][1]}</span>,
    narrow: "detail",
  },
  {
    id: "debits",
    header: "Debits: left it",
    align: "end",
    cell: (row) => <Figure row={row} end="out_of" />,
    total: <Credits amount={totals.debits} unit={null} />,
  },
  {
    id: "credits",
    header: "Credits: came to it",
    align: "end",
    cell: (row) => <Figure row={row} end="into" />,
    total: <Credits amount={totals.credits} unit={null} />,
  },
  {
    id: "balance",
    header: "Balance",
    align: "end",
    cell: ({ balance }) => <Credits amount={balance} unit={null} className="font-medium" />,
    narrow: "figure",
    total: <Credits amount={totals.balance} unit={null} />,
  },
];

/** The accounts; each leads to the ledger of what went through it. */
export function TrialTable({ balance, day }: { balance: TrialBalanceView; day: string | null }) {
  const { accounts, totals, creditUnit } = balance;
  return (
    <DataTable
      label="Trial balance"
      columns={columnsOf(totals)}
      rows={accounts.map((row) => ({ ...row, day, unit: creditUnit }))}
      rowKey={({ account }) => account}
      empty={<Empty title="No accounts" />}
    />
  );
}
