import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function LogsLoading() {
  return (
    <>
      <PageHeader title="Logs" purpose="Calls of the API and how they were answered." />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton rows={8} />
      </Card>
    </>
  );
}
