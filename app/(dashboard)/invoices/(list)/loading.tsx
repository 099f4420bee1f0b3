import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function InvoicesLoading() {
  return (
    <>
      <PageHeader
        title="Invoices"
        purpose="What customers were asked to pay, for plans and for credits, and what was paid."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton />
      </Card>
    </>
  );
}
