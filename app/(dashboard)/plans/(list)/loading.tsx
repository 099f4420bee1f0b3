import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function PlansLoading() {
  return (
    <>
      <PageHeader
        title="Plans"
        purpose="What customers subscribe to: a price, credits that come by themselves, and features."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton />
      </Card>
    </>
  );
}
