import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { burnWords } from "@/components/domain/burn-words";
import { Instant } from "@/components/domain/instant";
import type { GrantEntryView } from "@/lib/ledger/schema/explain";
import { movementOf } from "@/lib/ledger/schema/transaction-words";
import { causeOf, signOf } from "./entry-words";

/** The entries of one grant: when, what, how much, why this grant, and what caused it. */
export function GrantEntryList({
  entries,
  customerId,
  zone,
}: {
  entries: readonly GrantEntryView[];
  customerId: string;
  zone: string;
}) {
  return (
    <ol aria-label="Entries of the grant" className="divide-y text-sm">
      {entries.map((entry) => (
        <li
          key={`${entry.transactionId ?? entry.effectiveAt} ${entry.position}`}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 py-2"
        >
          <span>
            <span className="inline-block first-letter:uppercase">{wordsOf(entry)}</span>
            <span className="text-muted text-xs">
              {" · "}
              <Instant at={entry.effectiveAt} show="exact" zone={zone} />
            </span>
          </span>
          <Credits
            amount={`${signOf(entry)}${entry.amount}`}
            unit={null}
            signed={signOf(entry) === "" && entry.from !== "pending"}
            className="font-medium"
          />
          <span className="col-span-2 text-muted text-xs">
            <Why entry={entry} customerId={customerId} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function wordsOf(entry: GrantEntryView): string {
  const words = movementOf(entry);
  return entry.transactionId === null ? `${words}, not booked yet` : words;
}

function Why({ entry, customerId }: { entry: GrantEntryView; customerId: string }) {
  const { actor, decidedBy, transactionId, reason, reversesId, isLate } = entry;
  const cause = causeOf(entry);
  const why = decidedBy !== null && entry.to === "consumed" ? `${burnWords(decidedBy)} · ` : "";
  return (
    <>
      {why}
      {isLate && "late use · "}
      {cause.href ? (
        <Link href={cause.href} prefetch={false} className="underline underline-offset-2">
          {cause.words}
        </Link>
      ) : (
        cause.words
      )}
      {actor.kind !== "system" &&
        ` · by ${actor.name}${actor.kind === "api_key" ? " (API key)" : ""}`}
      {reason && ` · “${reason}”`}
      {transactionId && (
        <>
          {" · "}
          <Link
            href={`/customers/${customerId}/ledger?row=${transactionId}`}
            prefetch={false}
            className="underline underline-offset-2"
          >
            {reversesId ? "reversal" : "transaction"}
          </Link>
        </>
      )}
    </>
  );
}
