"use client";

import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { PlanVersionRow } from "@/lib/catalog/schema/plan";

type Row = PlanVersionRow & { readonly planId: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "number",
    header: "Version",
    cell: ({ number }) => `Version ${number}`,
    href: ({ planId, id }) => `/plans/${planId}/versions/${id}`,
    narrow: "title",
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Status value={status} />,
    narrow: "figure",
  },
  {
    id: "subscribers",
    header: "Subscribers",
    align: "end",
    cell: ({ subscribers }) => subscribers,
    narrow: "note",
  },
  {
    id: "published",
    header: "Published",
    align: "end",
    cell: ({ publishedAt }) => <Instant at={publishedAt} show="day" never="not yet" />,
    narrow: "detail",
  },
];

/** Every version of a plan, the latest first; published ones stay readable as they were. */
export function VersionTable({
  planId,
  versions,
}: {
  planId: string;
  versions: readonly PlanVersionRow[];
}) {
  return (
    <DataTable
      label="Versions"
      columns={COLUMNS}
      rows={versions.map((version) => ({ ...version, planId }))}
      rowKey={({ id }) => id}
      empty={null}
    />
  );
}
