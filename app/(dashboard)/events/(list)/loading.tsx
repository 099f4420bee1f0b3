import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function EventsLoading() {
  return (
    <>
      <PageHeader title="Events" purpose="What arrived, what it cost, and why." />
      <div className="h-8 pointer-coarse:h-11" />
      <Skeleton className="h-88 rounded-lg" />
      <Card flush>
        <TableSkeleton rows={12} />
      </Card>
    </>
  );
}
