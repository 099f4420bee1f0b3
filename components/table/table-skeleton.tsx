import { Skeleton } from "@/components/ui/skeleton";

/** The room of a `DataTable` still on its way, row by row as high: `<TableSkeleton rows={25} />`. */
export function TableSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      <div className="h-[33px] border-b" />
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key) => (
        <div
          key={key}
          className="flex h-10 items-center gap-6 border-b px-4 last:border-b-0 max-md:h-[59px]"
        >
          <Skeleton className="h-3.5 w-2/5 md:w-1/4" />
          <Skeleton className="h-3.5 w-1/6 max-md:hidden" />
          <Skeleton className="ml-auto h-3.5 w-1/6" />
        </div>
      ))}
    </div>
  );
}
