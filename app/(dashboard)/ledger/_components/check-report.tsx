import { Instant } from "@/components/domain/instant";
import type {
  CheckedView,
  DifferenceView,
  LedgerCheckView,
} from "@/lib/ledger/schema/verification";
import { formatCredits } from "@/lib/money/format";

/** What the last check looked at and found, and whether another one is under way. */
export function CheckReport({
  last,
  underWay,
  zone,
}: {
  last: LedgerCheckView | null;
  underWay: LedgerCheckView | null;
  zone: string;
}) {
  return (
    <div aria-live="polite" className="grid gap-3">
      {last ? <LastCheck check={last} zone={zone} /> : <p>No check has been made yet.</p>}
      {underWay && (
        <p className="text-muted text-xs">
          {underWay.state === "queued" ? "A check waits for its turn" : "A check is under way"},
          asked for by {underWay.askedBy ?? "the timetable"}.
        </p>
      )}
    </div>
  );
}

const NOUNS: readonly (readonly [keyof CheckedView, string])[] = [
  ["wallets", "wallets"],
  ["grants", "grants"],
  ["holds", "holds"],
  ["lots", "lots of overage"],
  ["transactions", "transactions"],
  ["postings", "postings"],
  ["entries", "entries"],
];

function LastCheck({ check, zone }: { check: LedgerCheckView; zone: string }) {
  const { counts, state, differences, differenceCount, durationMs, failure } = check;
  return (
    <>
      <p>
        {state === "clean" && "Everything is as the entries say."}
        {state === "different" &&
          `${differenceCount} stored ${differenceCount === 1 ? "figure is" : "figures are"} not what the entries say.`}
        {state === "failed" && `${failure}.`}
      </p>
      {differences.length > 0 && <Differences differences={differences} />}
      {counts && (
        <ul aria-label="What was checked" className="numerals grid grid-cols-2 gap-x-4 text-xs">
          {NOUNS.map(([key, noun]) => (
            <li key={key}>
              {formatCredits(String(counts[key]))} <span className="text-muted">{noun}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="numerals text-muted text-xs">
        <Instant at={check.finishedAt} show="exact" zone={zone} />
        {durationMs !== null && ` · took ${(durationMs / 1000).toFixed(1)} s`}
        {" · "}
        {check.askedBy ? `asked for by ${check.askedBy}` : "by the timetable"}
      </p>
    </>
  );
}

/** As many as one can act on from here; the log has all. */
const SHOWN = 5;

function Differences({ differences }: { differences: readonly DifferenceView[] }) {
  return (
    <ul aria-label="Differences" className="grid gap-2 rounded border border-danger/25 p-2 text-xs">
      {differences.slice(0, SHOWN).map(({ thing, id, figure, stored, rebuilt }) => (
        <li key={`${thing} ${id} ${figure}`} className="break-words">
          <span className="font-medium">
            {thing} {figure}
          </span>
          : {stored}, the entries say {rebuilt}
          <code className="block break-all font-mono text-muted">{id}</code>
        </li>
      ))}
    </ul>
  );
}
