"use client";

import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { formatCredits } from "@/lib/money/format";
import { durationText } from "@/lib/time/duration-text";
import type { EventView } from "@/lib/usage/schema/event";

export type EventRow = EventView & { readonly zone: string };

const None = () => <span className="text-muted">–</span>;

const COLUMNS: readonly Column<EventRow>[] = [
  {
    id: "name",
    header: "Event",
    cell: ({ eventName }) => <code className="font-mono text-xs">{eventName}</code>,
    href: ({ id }) => `/events/${id}`,
    narrow: "title",
  },
  { id: "at", header: "Happened", cell: Happened, narrow: "detail" },
  {
    id: "received",
    header: "Received",
    cell: ({ recordedAt, zone }) => <Instant at={recordedAt} zone={zone} />,
  },
  { id: "customer", header: "Customer", cell: Customer },
  { id: "member", header: "Member", cell: ({ member }) => member ?? <None /> },
  {
    id: "source",
    header: "Source",
    cell: ({ source, apiKey }) => source ?? apiKey?.name ?? <None />,
  },
  { id: "uses", header: "Counted", cell: Counted },
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
];

/** Those of one customer need not name it. */
const OF_CUSTOMER = COLUMNS.filter(({ id }) => id !== "customer");

export const columnsOf = (isOfCustomer: boolean) => (isOfCustomer ? OF_CUSTOMER : COLUMNS);

const SHOWN_LAG_MS = 60_000;

function Happened({ occurredAt, recordedAt, zone }: EventRow) {
  const lag = Date.parse(recordedAt) - Date.parse(occurredAt);
  return (
    <>
      <Instant at={occurredAt} show="exact" zone={zone} />
      {lag > SHOWN_LAG_MS && (
        <span className="ml-1.5 whitespace-nowrap text-warning text-xs">
          {durationText(lag)} late
        </span>
      )}
    </>
  );
}

function Customer({ customerName, externalCustomerId }: EventRow) {
  if (customerName !== null) return customerName;
  return (
    <code title="No customer has this external id" className="font-mono text-muted text-xs">
      {externalCustomerId}
    </code>
  );
}

function Counted({ uses }: EventRow) {
  const counted = uses.filter(({ quantity }) => quantity !== "0");
  if (counted.length === 0) return <None />;
  return counted
    .map(({ quantity, featureName }) => `${formatCredits(quantity)} × ${featureName}`)
    .join(", ");
}
