import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function HoldsLoading() {
  return (
    <>
      <PageHeader
        title="Holds"
        purpose="Credits set aside for work that is not finished, the oldest first."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton rows={8} />
      </Card>
    </>
  );
}
