import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function CustomersLoading() {
  return (
    <>
      <PageHeader
        title="Customers"
        purpose="Who holds credits, how many, and how long they last."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton rows={12} />
      </Card>
    </>
  );
}
