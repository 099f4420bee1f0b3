import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The room of a record's page still on its way: title, then two panels. For `loading.tsx`. */
export function RecordSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {["first", "second"].map((key) => (
          <Card key={key}>
            <div className="grid gap-3">
              <Skeleton className="h-4 w-1/3" />
              <Skeleton className="h-4 w-2/3" />
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-4 w-3/5" />
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}
