"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { formatDay } from "@/components/domain/instant-format";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { CustomerView } from "@/lib/customer/schema";
import type { MemberView } from "@/lib/ledger/schema/member";
import { curlOf } from "../../../_components/first-event";
import { MemberLimit } from "./member-limit";

type Whose = Pick<CustomerView, "id" | "externalId">;
type Total = { readonly used: string; readonly unit: string };

/** Who in the customer uses credits: how much of the period's, and how far each may go. */
export function MemberTable({
  rows,
  customer,
  total,
  mayWrite,
  isFirstRun,
}: {
  rows: readonly MemberView[];
  customer: Whose;
  total: Total;
  mayWrite: boolean;
  isFirstRun: boolean;
}) {
  const { id: customerId } = customer;
  const columns = useMemo(
    () => columnsOf({ customerId, total, mayWrite }),
    [customerId, total, mayWrite],
  );
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={rows}
      rowKey={({ member }) => member}
      empty={isFirstRun ? <NoMembers customer={customer} /> : <Empty title="No member matches" />}
    />
  );
}

const NoMembers = ({ customer: { externalId } }: { customer: Whose }) => (
  <Empty
    title="No members yet"
    icon={<Users />}
    code={curlOf({
      ...{ event_id: "member-1", event_name: "contact_search" },
      ...{ external_customer_id: externalId, member: "ada@example.com" },
    })}
  >
    A member is whoever an event, a debit or a hold names as <code>member</code>.
  </Empty>
);

type Ground = { readonly customerId: string; readonly total: Total; readonly mayWrite: boolean };

const columnsOf = ({ customerId, total, mayWrite }: Ground): readonly Column<MemberView>[] => [
  {
    ...{ id: "member", header: "Member", narrow: "title" },
    href: ({ member }) => hrefOf(customerId, "consumption", { member, range: "90d" }),
    cell: ({ member, creditsRemaining }) => (
      <span className="inline-flex flex-wrap items-center gap-2 wrap-anywhere">
        {member}
        {creditsRemaining === "0" && <Badge tone="danger">At the limit</Badge>}
      </span>
    ),
  },
  {
    ...{ id: "used", header: "Used this period", align: "end", narrow: "figure" },
    cell: ({ creditsUsed, creditUnit }) => <Credits amount={creditsUsed} unit={creditUnit} />,
  },
  {
    ...{ id: "limit", header: "Limit", align: "end", narrow: "note" },
    cell: (row) => <MemberLimit row={row} customerId={customerId} mayWrite={mayWrite} />,
  },
  {
    ...{ id: "share", header: "Share" },
    cell: ({ member, creditsUsed, creditUnit }) =>
      creditUnit === total.unit && (
        <ShareBar
          label={`Share of ${member}`}
          shares={[{ key: member, label: "Used", value: creditsUsed }]}
          of={total.used}
        />
      ),
  },
  {
    ...{ id: "active", header: "Last active" },
    cell: ({ lastActiveOn }) =>
      lastActiveOn ? formatDay(`${lastActiveOn}T12:00:00Z`) : <span className="text-muted">–</span>,
  },
  {
    ...{ id: "refused", header: "Refused by limit", align: "end", narrow: "detail" },
    cell: ({ member, periodStart, resetsAt, refusedByLimit }) => (
      <Refused
        count={refusedByLimit}
        href={hrefOf(customerId, "events", {
          ...{ status: "REFUSED", code: "limit_reached", member },
          ...{ from: periodStart, to: resetsAt },
        })}
      />
    ),
  },
];

const hrefOf = (customerId: string, tab: string, params: Record<string, string>) =>
  `/customers/${customerId}/${tab}?${new URLSearchParams(params)}`;

function Refused({ count, href }: { count: number; href: string }) {
  const words = <span className="md:sr-only"> refused by limit</span>;
  if (count === 0) return <span className="text-muted">0{words}</span>;
  return (
    <Link href={href} className="underline">
      {count}
      {words}
    </Link>
  );
}
