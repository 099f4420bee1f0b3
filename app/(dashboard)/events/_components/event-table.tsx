"use client";

import { Radio } from "lucide-react";
import { usePathname } from "next/navigation";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button";
import type { EventView } from "@/lib/usage/schema/event";
import { firstEventOf } from "../../customers/_components/first-event";
import { columnsOf } from "./event-columns";

/** Events, newest first, of all customers or of one; each leads to its trace. */
export function EventTable({
  rows,
  externalId,
  zone,
  isFirstRun,
  mayReadKeys = false,
}: {
  rows: readonly EventView[];
  /** Null: of all customers. */
  externalId: string | null;
  zone: string;
  isFirstRun: boolean;
  mayReadKeys?: boolean;
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
            action={mayReadKeys && <ButtonLink href="/developers/keys">API keys</ButtonLink>}
          >
            Send one with an API key; it appears here with what it cost.
            <span role="status" className="mt-2 flex items-center justify-center gap-2 text-ink">
              <span aria-hidden className="size-2 animate-pulse rounded-full bg-accent" />
              Listening…
            </span>
          </Empty>
        ) : (
          <NoMatch noun="event" href={pathname} />
        )
      }
    />
  );
}
