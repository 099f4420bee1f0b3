/** How long credits live once they are paid for. */
export const DaysLast = ({ days }: { days: number | null }) =>
  days === null ? (
    <span className="text-muted">for good</span>
  ) : (
    `${days} ${days === 1 ? "day" : "days"}`
  );
