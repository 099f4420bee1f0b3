import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";

export default function IntegrationsLoading() {
  return (
    <Card flush>
      <TableSkeleton rows={5} />
    </Card>
  );
}
