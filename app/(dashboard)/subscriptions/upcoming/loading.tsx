import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function UpcomingLoading() {
  return (
    <>
      <PageHeader
        title="Upcoming renewals and credits"
        purpose="What falls due day by day. Fees only: what use costs comes on top."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton />
      </Card>
    </>
  );
}
