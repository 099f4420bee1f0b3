import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function PacksLoading() {
  return (
    <>
      <PageHeader
        title="Credit packs"
        purpose="Credits for a price, bought once: what a customer takes when the plan is not enough."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton />
      </Card>
    </>
  );
}
