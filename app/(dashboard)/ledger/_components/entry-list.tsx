import { Credits } from "@/components/domain/amounts";
import { burnWords } from "@/components/domain/burn-words";
import { Instant } from "@/components/domain/instant";
import type { EntryView, TransactionView } from "@/lib/ledger/schema/transaction";
import { movementOf } from "@/lib/ledger/schema/transaction-words";

/** What moved: which grant, how much, and which step of the burn order decided. */
export function EntryList({ transaction, zone }: { transaction: TransactionView; zone: string }) {
  const { entries, effectiveAt } = transaction;
  return (
    <section aria-label="What moved" className="border-t pt-4">
      <h3 className="mb-2 font-medium text-sm">What moved</h3>
      <ol className="grid gap-2.5 text-sm">
        {entries.map((entry) => (
          <li
            key={entry.position}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4"
          >
            <span className="break-words">{entry.grantName ?? "No grant"}</span>
            <Credits amount={entry.amount} unit={null} className="font-medium" />
            <span className="col-span-2 text-muted text-xs">
              {wordsOf(entry)}
              {entry.effectiveAt !== effectiveAt && (
                <>
                  {" · counts from "}
                  <Instant at={entry.effectiveAt} show="exact" zone={zone} />
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const wordsOf = (entry: EntryView): string => {
  const why = entry.decidedBy === null || entry.to !== "consumed" ? "" : burnWords(entry.decidedBy);
  const parts = [movementOf(entry), why, entry.isLate ? "late use" : ""];
  return parts.filter((part) => part !== "").join(" · ");
};
