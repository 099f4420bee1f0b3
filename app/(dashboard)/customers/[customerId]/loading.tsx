import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";

/** The room of a tab of the customer; what stands over the tabs stays. */
export default function CustomerTabLoading() {
  return (
    <Card flush>
      <TableSkeleton rows={8} />
    </Card>
  );
}
