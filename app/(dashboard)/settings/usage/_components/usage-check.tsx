import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import type { UsageCheckView } from "@/lib/usage/schema/settings";

const SHOWN = 10;

/** What the last comparison found: of roll-ups with their events, of the ledger's sums with its entries. */
export function UsageCheck({ check, zone }: { check: UsageCheckView | null; zone: string }) {
  if (check === null) return <p className="text-sm">None was made yet.</p>;
  const { checkedAt, days, differenceCount, differences } = check;
  const when = (
    <p className="text-muted text-xs">
      <Instant at={checkedAt} show="exact" zone={zone} />
      {days && `, ${days.from} to ${days.to}`}
    </p>
  );
  if (differenceCount === 0) {
    return (
      <div className="grid gap-1">
        <p className="text-sm">
          {days
            ? "All as the events and the ledger's entries say."
            : "No events are kept; the ledger's sums are as its entries say."}
        </p>
        {when}
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <Notice tone="danger" title={`${differenceCount} differ from their events or entries`}>
        <code>florin usage verify --repair</code> makes them what those say.
      </Notice>
      <ul className="grid gap-1 break-words text-xs">
        {differences.slice(0, SHOWN).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {when}
    </div>
  );
}
