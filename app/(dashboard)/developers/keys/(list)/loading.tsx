import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function KeysLoading() {
  return (
    <>
      <PageHeader title="API keys" purpose="What programs come in with, and what each may do." />
      <Card flush>
        <TableSkeleton rows={4} />
      </Card>
    </>
  );
}
