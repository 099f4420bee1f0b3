import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function FeaturesLoading() {
  return (
    <>
      <PageHeader
        title="Features"
        purpose="What customers use: counted from events and paid in credits, or simply allowed."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton />
      </Card>
    </>
  );
}
