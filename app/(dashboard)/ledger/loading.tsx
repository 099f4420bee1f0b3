import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function LedgerLoading() {
  return (
    <>
      <PageHeader title="Ledger" purpose="Every movement of credits, of all customers, for good." />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton rows={14} />
      </Card>
    </>
  );
}
