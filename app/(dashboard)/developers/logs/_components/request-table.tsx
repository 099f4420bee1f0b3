"use client";

import { ScrollText } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { useHref } from "@/components/table/use-href";
import { Badge } from "@/components/ui/badge";
import type { RequestView } from "@/lib/request-log/schema";
import { toneOfAnswer } from "./answer-tone";

type Row = RequestView & { readonly href: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "call",
    header: "Call",
    cell: ({ method, path }) => (
      <code className="break-all font-mono text-xs">
        {method} {path}
      </code>
    ),
    href: ({ href }) => href,
    narrow: "title",
  },
  {
    id: "status",
    header: "Answer",
    cell: ({ status, code, isReplayed }) => (
      <span className="inline-flex flex-wrap items-center gap-1.5">
        <Badge tone={toneOfAnswer(status)}>{status}</Badge>
        {code && <span className="text-muted text-xs">{code}</span>}
        {isReplayed && <Badge tone="info">replayed</Badge>}
      </span>
    ),
    narrow: "figure",
  },
  {
    id: "ms",
    header: "ms",
    align: "end",
    cell: ({ ms }) => ms,
  },
  {
    id: "at",
    header: "When",
    cell: ({ at }) => <Instant at={at} show="exact" />,
    narrow: "detail",
  },
  {
    id: "who",
    header: "Key",
    cell: ({ actorName, apiKeyId, address }) => (
      <>
        {actorName}
        {!apiKeyId && <span className="text-muted"> by session</span>}
        {address && <span className="block text-muted text-xs">from {address}</span>}
      </>
    ),
    narrow: "note",
  },
  {
    id: "request",
    header: "Request id",
    cell: ({ requestId }) => <IdChip id={requestId} name="request id" />,
  },
];

/** Calls, the latest answer first. */
export function RequestTable({
  rows,
  isFirstRun,
}: {
  rows: readonly RequestView[];
  isFirstRun: boolean;
}) {
  const { here, params } = useHref();
  const opened = params.get("row");
  return (
    <DataTable
      label="Calls of the API"
      columns={COLUMNS}
      rows={rows.map((row) => ({ ...row, href: here({ row: row.id }) }))}
      rowKey={({ id }) => id}
      isMarked={({ id }) => id === opened}
      empty={
        isFirstRun ? (
          <Empty title="No calls yet" icon={<ScrollText />}>
            Each call of the API stands here a second after its answer, with its request id: what an
            error names, and every answer has in x-request-id.
          </Empty>
        ) : (
          <NoMatch noun="call" href="/developers/logs" />
        )
      }
    />
  );
}
