import { classNames } from "@/components/ui/class-names";

/** Below a week somebody should look. */
const FEW_DAYS = 7;

/** How long the available credits last at the pace of the last seven days; without burn, no forecast. */
export function DaysLeft({ days, className }: { days: number | null; className?: string }) {
  if (days === null) {
    return (
      <span title="No use in the last 7 days, so no forecast" className="text-muted">
        –
      </span>
    );
  }
  return (
    <span
      title="At the pace of the last 7 days"
      className={classNames(
        "numerals whitespace-nowrap",
        days < FEW_DAYS && "font-medium text-warning",
        className,
      )}
    >
      {days}
      <span className="font-normal text-muted text-sm"> {days === 1 ? "day" : "days"}</span>
    </span>
  );
}
