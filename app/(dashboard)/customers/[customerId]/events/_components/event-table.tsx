"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { formatCredits } from "@/lib/money/format";
import type { EventTrace, EventView } from "@/lib/usage/schema/event";
import { firstEventOf } from "../../../_components/first-event";
import { TraceSheet } from "./trace-sheet";

type Row = EventView & { readonly href: string; readonly zone: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "at",
    header: "Happened",
    cell: ({ occurredAt, zone }) => <Instant at={occurredAt} show="exact" zone={zone} />,
    href: ({ href }) => href,
    narrow: "detail",
  },
  {
    id: "name",
    header: "Event",
    cell: ({ eventName }) => <code className="font-mono text-xs">{eventName}</code>,
    narrow: "title",
  },
  {
    id: "uses",
    header: "Counted",
    cell: ({ uses }) =>
      uses.length === 0 ? (
        <None />
      ) : (
        uses.map((use) => `${formatCredits(use.quantity)} × ${use.featureName}`).join(", ")
      ),
  },
  { id: "member", header: "Member", cell: ({ member }) => member ?? <None /> },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits }) => <Credits amount={credits} unit={null} className="font-medium" />,
    narrow: "figure",
  },
  {
    id: "status",
    header: "Result",
    cell: ({ status }) => <Status value={status} />,
    narrow: "note",
  },
  {
    id: "eventId",
    header: "Event id",
    cell: ({ eventId }) => (
      <code title={eventId} className="block max-w-40 truncate font-mono text-muted text-xs">
        {eventId}
      </code>
    ),
  },
];

const None = () => <span className="text-muted">–</span>;

/** A customer's events, newest first; one opens beside the list with all that became of it. */
export function EventTable({
  rows,
  opened,
  externalId,
  zone,
  isFirstRun,
}: {
  rows: readonly EventView[];
  opened: EventTrace | undefined;
  externalId: string;
  zone: string;
  isFirstRun: boolean;
}) {
  const pathname = usePathname();
  const params = useSearchParams();
  const [row, setRow] = useQueryState("row", parseAsString);
  const hrefOf = (id: string) => {
    const next = new URLSearchParams(params);
    next.set("row", id);
    return `${pathname}?${next}`;
  };
  return (
    <>
      <DataTable
        label="Events"
        columns={COLUMNS}
        rows={rows.map((event) => ({ ...event, zone, href: hrefOf(event.id) }))}
        rowKey={({ id }) => id}
        isMarked={({ id }) => id === row}
        empty={
          isFirstRun ? (
            <Empty title="No events yet" code={firstEventOf(externalId)}>
              Send one with an API key; it appears here with what it cost.
            </Empty>
          ) : (
            <NoMatch noun="event" href={pathname} />
          )
        }
      />
      <TraceSheet
        trace={row === null ? undefined : opened}
        zone={zone}
        onClose={() => void setRow(null)}
      />
    </>
  );
}
