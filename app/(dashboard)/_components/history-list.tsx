import { History } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import type { HistoryItem } from "@/lib/report/schema/history";

type Changes = HistoryItem["changes"];

/** What was done to a thing: who, when, what, and each field that changed. */
export function HistoryList({ items }: { items: readonly HistoryItem[] }) {
  if (items.length === 0) {
    return (
      <Empty title="Nothing was recorded" icon={<History />}>
        Whoever changes it stands here, with when and how.
      </Empty>
    );
  }
  return (
    <ol aria-label="Activity">
      {items.map(({ id, at, actor, text, reason, times, changes }) => (
        <li key={id} className="grid gap-2 border-b px-4 py-3 text-sm last:border-b-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <span className="min-w-0 break-words">
              <span className="font-medium">{actor}</span> {text}
              {times > 1 && <span className="text-muted"> in {times} saves</span>}
              {reason && <span className="block text-muted text-xs">{reason}</span>}
            </span>
            <Instant at={at} className="text-muted text-xs" />
          </div>
          <ChangeList changes={changes} />
        </li>
      ))}
    </ol>
  );
}

function ChangeList({ changes }: { changes: Changes }) {
  if (changes.length === 0) return null;
  return (
    <ul className="grid gap-2 md:gap-1">
      {changes.map(({ field, before, after }) => (
        <li
          key={field}
          className="grid gap-x-6 md:grid-cols-[minmax(8rem,1fr)_minmax(0,1.6fr)_minmax(0,1.6fr)]"
        >
          <span className="text-muted first-letter:uppercase">{field}</span>
          <span className="numerals min-w-0 break-words text-muted">
            <span className="sr-only">Before: </span>
            {before === null ? "–" : <s>{before}</s>}
          </span>
          <span className="numerals min-w-0 break-words">
            <span className="sr-only">After: </span>
            {after ?? "–"}
          </span>
        </li>
      ))}
    </ul>
  );
}
