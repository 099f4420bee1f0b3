import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { listExports } from "@/lib/export/reads/exports";
import { listsFor } from "@/lib/export/reads/lists";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ExportTable } from "./_components/export-table";
import { cursorIn, loadExportParams } from "./search-params";

export const metadata: Metadata = { title: "Exports" };

export default async function ExportsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("report:read");
  const { after, row } = await loadExportParams(searchParams);
  const [permissions, { zone }] = await Promise.all([listPermissions(), findCatalogDefaults(ctx)]);
  const lists = listsFor(permissions);
  const { items, nextCursor } = await listExports(ctx, { lists, after: cursorIn(after) });

  return (
    <>
      <PageHeader title="Exports" purpose="Long lists as files. Each is kept for seven days." />
      <Card flush>
        <ExportTable rows={items} marked={row} zone={zone} />
        {items.length > 0 && (
          <Pagination
            count={nextCursor ? "" : `${items.length} ${items.length === 1 ? "export" : "exports"}`}
            next={nextCursor}
          />
        )}
      </Card>
    </>
  );
}
