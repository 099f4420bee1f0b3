"use client";

import { Radio } from "lucide-react";
import { usePathname } from "next/navigation";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { DataTable } from "@/components/table/data-table";
import type { EventView } from "@/lib/usage/schema/event";
import { firstEventOf } from "../../customers/_components/first-event";
import { columnsOf } from "./event-columns";

/** Events, newest first, of all customers or of one; each leads to its trace. */
export function EventTable({
  rows,
  externalId,
  zone,
  isFirstRun,
}: {
  rows: readonly EventView[];
  /** Null: of all customers. */
  externalId: string | null;
  zone: string;
  isFirstRun: boolean;
}) {
  const pathname = usePathname();
  return (
    <DataTable
      label="Events"
      columns={columnsOf(externalId !== null)}
      rows={rows.map((event) => ({ ...event, zone }))}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title="No events yet"
            icon={<Radio />}
            code={firstEventOf(externalId ?? "your-customer")}
          >
            Send one with an API key; it appears here with what it cost. Go live above to see it
            come.
          </Empty>
        ) : (
          <NoMatch noun="event" href={pathname} />
        )
      }
    />
  );
}
