import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The room of a wallet: its figures, and its grants below. */
export default function WalletLoading() {
  return (
    <>
      <Skeleton className="h-24" />
      <Card flush>
        <TableSkeleton rows={6} />
      </Card>
    </>
  );
}
