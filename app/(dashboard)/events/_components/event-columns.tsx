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
    cell: ({ eventName }) => (
      <code className="inline-block max-w-52 wrap-anywhere font-mono text-xs">{eventName}</code>
    ),
    href: ({ id }) => `/events/${id}`,
    narrow: "title",
  },
  { id: "at", header: "Happened", cell: Happened, narrow: "further" },
  {
    id: "received",
    header: "Received",
    cell: ({ recordedAt, zone }) => <Instant at={recordedAt} zone={zone} />,
  },
  { id: "customer", header: "Customer", cell: Customer, narrow: "detail" },
  { id: "member", header: "Member", cell: ({ member }) => <Narrow text={member} /> },
  {
    id: "source",
    header: "Source",
    cell: ({ source, apiKey }) => <Narrow text={source ?? apiKey?.name ?? null} />,
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

/** Names of others' choosing break rather than push the result out of sight. */
function Narrow({ text }: { text: string | null }) {
  return text === null ? <None /> : <span className="block max-w-32 break-words">{text}</span>;
}

/** Those of one customer need not name it; the time takes its place on a narrow screen. */
const OF_CUSTOMER = COLUMNS.filter(({ id }) => id !== "customer").map(
  (column): Column<EventRow> => (column.id === "at" ? { ...column, narrow: "detail" } : column),
);

export const columnsOf = (isOfCustomer: boolean) => (isOfCustomer ? OF_CUSTOMER : COLUMNS);

const SHOWN_LAG_MS = 60_000;

function Happened({ occurredAt, recordedAt, zone }: EventRow) {
  const lag = Date.parse(recordedAt) - Date.parse(occurredAt);
  return (
    <>
      <Instant at={occurredAt} show="exact" zone={zone} />
      {lag > SHOWN_LAG_MS && (
        <span className="block whitespace-nowrap text-warning text-xs max-md:ml-1.5 max-md:inline">
          {durationText(lag)} late
        </span>
      )}
    </>
  );
}

function Customer({ customerName, externalCustomerId }: EventRow) {
  if (customerName !== null)
    return <span className="block max-w-44 break-words">{customerName}</span>;
  return (
    <code
      title="No customer has this external id"
      className="block max-w-44 wrap-anywhere font-mono text-muted text-xs"
    >
      {externalCustomerId}
    </code>
  );
}

function Counted({ uses }: EventRow) {
  const counted = uses.filter(({ quantity }) => quantity !== "0");
  if (counted.length === 0) return <None />;
  const words = counted.map(({ quantity, featureName }) => {
    return `${formatCredits(quantity)} × ${featureName}`;
  });
  return <span className="block max-w-52 break-words">{words.join(", ")}</span>;
}
