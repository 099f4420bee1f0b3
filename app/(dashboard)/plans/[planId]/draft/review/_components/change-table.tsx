"use client";

import { Empty } from "@/components/domain/empty";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { LineChange } from "../../../../_components/version-lines";

const columns = (before: number, after: number): readonly Column<LineChange>[] => [
  {
    id: "what",
    header: "What",
    cell: ({ label, area }) => (
      <span>
        <span className="font-medium">{label}</span>
        <span className="block text-muted text-xs">{area}</span>
      </span>
    ),
    narrow: "title",
  },
  {
    id: "kind",
    header: "",
    cell: (change) => <Kind change={change} />,
    narrow: "figure",
  },
  {
    id: "before",
    header: `Version ${before}`,
    cell: ({ before: was }) => <span className="text-muted">{was ?? "–"}</span>,
    narrow: "detail",
  },
  {
    id: "after",
    header: `Version ${after}`,
    cell: ({ after: is }) => is ?? <span className="text-muted">–</span>,
    narrow: "note",
  },
];

function Kind({ change }: { change: LineChange }) {
  if (change.before === null) return <Badge tone="success">added</Badge>;
  if (change.after === null) return <Badge tone="danger">removed</Badge>;
  return <Badge tone="warning">changed</Badge>;
}

/** What a new version changes, line by line. */
export function ChangeTable({
  changes,
  before,
  after,
}: {
  changes: readonly LineChange[];
  before: number;
  after: number;
}) {
  return (
    <DataTable
      label="Changes"
      columns={columns(before, after)}
      rows={changes}
      rowKey={({ key }) => key}
      empty={<Empty title="Nothing changed">The draft says the same as version {before}.</Empty>}
    />
  );
}
