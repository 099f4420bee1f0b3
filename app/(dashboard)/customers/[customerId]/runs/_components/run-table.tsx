"use client";

import { Workflow } from "lucide-react";
import { usePathname } from "next/navigation";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { CustomerView } from "@/lib/customer/schema";
import { formatCredits } from "@/lib/money/format";
import type { RunView } from "@/lib/report/schema/runs";
import { durationText } from "@/lib/time/duration-text";
import { curlOf } from "../../../_components/first-event";

type Whose = Pick<CustomerView, "id" | "externalId" | "timezone">;
type Row = RunView & { readonly zone: string; readonly href: string };

/** On a narrow screen no heading says what is counted. */
const Uses = ({ count }: { count: number }) => (
  <>
    {formatCredits(String(count))}
    <span className="md:hidden"> {count === 1 ? "use" : "uses"}</span>
  </>
);

const None = () => <span className="text-muted">–</span>;

const COLUMNS: readonly Column<Row>[] = [
  {
    ...{ id: "run", header: "Run", narrow: "title" },
    cell: ({ groupId }) => <span className="wrap-anywhere">{groupId}</span>,
    href: ({ href }) => href,
  },
  {
    ...{ id: "at", header: "Began", narrow: "detail" },
    cell: ({ startedAt, zone }) => <Instant at={startedAt} show="exact" zone={zone} />,
  },
  { id: "for", header: "Lasted", cell: ({ startedAt, lastAt }) => lasted(startedAt, lastAt) },
  { id: "members", header: "Members", cell: ({ members }) => members.join(", ") || <None /> },
  { id: "features", header: "Features", cell: ({ features }) => features.join(", ") },
  {
    ...{ id: "events", header: "Uses", align: "end", narrow: "note" },
    cell: ({ events }) => <Uses count={events} />,
  },
  {
    ...{ id: "refused", header: "Refused", align: "end" },
    cell: ({ refused }) => (refused ? formatCredits(String(refused)) : <None />),
  },
  {
    ...{ id: "credits", header: "Credits", align: "end", narrow: "figure" },
    cell: ({ credits }) => <Credits amount={credits} unit={null} className="font-medium" />,
  },
];

function lasted(startedAt: string, lastAt: string) {
  const ms = Date.parse(lastAt) - Date.parse(startedAt);
  return ms === 0 ? <None /> : durationText(ms);
}

/** The runs of a customer, newest first; each opens into its sources. */
export function RunTable({
  rows,
  customer,
  isFirstRun,
}: {
  rows: readonly RunView[];
  customer: Whose;
  isFirstRun: boolean;
}) {
  const pathname = usePathname();
  return (
    <DataTable
      label="Runs"
      columns={COLUMNS}
      rows={rows.map((run) => ({
        ...run,
        zone: customer.timezone,
        href: `/customers/${customer.id}/runs/${encodeURIComponent(run.groupId)}`,
      }))}
      rowKey={({ groupId }) => groupId}
      empty={isFirstRun ? <NoRuns customer={customer} /> : <NoMatch noun="run" href={pathname} />}
    />
  );
}

const NoRuns = ({ customer: { externalId } }: { customer: Whose }) => (
  <Empty
    title="No runs yet"
    icon={<Workflow />}
    code={curlOf({
      ...{ event_id: "run-1-a", event_name: "email_enrichment" },
      ...{ external_customer_id: externalId, group_id: "run-1" },
    })}
  >
    A run is all events of one <code>group_id</code>: a waterfall opens into what each source took.
  </Empty>
);
