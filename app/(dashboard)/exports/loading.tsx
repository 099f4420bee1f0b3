import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function ExportsLoading() {
  return (
    <>
      <PageHeader title="Exports" purpose="Long lists as files. Each is kept for seven days." />
      <Card flush>
        <TableSkeleton rows={8} />
      </Card>
    </>
  );
}
