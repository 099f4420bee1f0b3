import type { ReactNode } from "react";
import { Empty } from "@/components/domain/empty";
import { Badge } from "@/components/ui/badge";
import type { LineChange } from "../../../../_components/version-lines";

const COLUMNS =
  "md:grid md:grid-cols-[minmax(9rem,1fr)_minmax(0,1.6fr)_minmax(0,1.6fr)] md:gap-x-6";

/** What a new version changes, line by line: a table where there is room, a list where there is not. */
export function ChangeTable({
  changes,
  before,
  after,
}: {
  changes: readonly LineChange[];
  before: number;
  after: number;
}) {
  if (changes.length === 0) {
    return <Empty title="Nothing changed">The draft says the same as version {before}.</Empty>;
  }
  return (
    <ul>
      {changes.map((change) => (
        <li
          key={change.key}
          className={`grid gap-2 border-b px-4 py-3 text-sm last:border-b-0 ${COLUMNS}`}
        >
          <div className="flex items-start justify-between gap-2 md:grid md:justify-items-start">
            <span>
              <span className="font-medium">{change.label}</span>
              {change.label !== change.area && (
                <span className="block text-muted text-xs">{change.area}</span>
              )}
            </span>
            <Kind change={change} />
          </div>
          <Side title={`Version ${before}`}>
            <span className="text-muted">{change.before ?? "–"}</span>
          </Side>
          <Side title={`Version ${after}`}>{change.after ?? "–"}</Side>
        </li>
      ))}
    </ul>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="text-muted text-xs">{title}</p>
      <p className="numerals break-words">{children}</p>
    </div>
  );
}

function Kind({ change }: { change: LineChange }) {
  if (change.before === null) return <Badge tone="success">added</Badge>;
  if (change.after === null) return <Badge tone="danger">removed</Badge>;
  return <Badge tone="warning">changed</Badge>;
}
