import { Skeleton } from "@/components/ui/skeleton";

/** The choice on the left, what it makes beside it. */
export default function SetUpLoading() {
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Skeleton className="h-96 rounded-lg" />
      <Skeleton className="h-96 rounded-lg" />
    </div>
  );
}
