import { TableSkeleton } from "@/components/table/table-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

export default function SubscriptionsLoading() {
  return (
    <>
      <PageHeader
        title="Subscriptions"
        purpose="Who is on which plan, what they get next and when they renew."
      />
      <div className="h-8 pointer-coarse:h-11" />
      <Card flush>
        <TableSkeleton />
      </Card>
    </>
  );
}
