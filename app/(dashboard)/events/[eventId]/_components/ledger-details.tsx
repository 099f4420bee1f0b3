import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { burnWords } from "@/components/domain/burn-words";
import { formatCredits } from "@/lib/money/format";
import type { OwnDraws } from "@/lib/usage/schema/trace";
import type { TraceProps } from "./trace-props";

/** The entry that took the credits, which grants they came from, and the balance around it. */
export function LedgerDetails({ explained: { event, draws } }: TraceProps) {
  const known = event.uses.flatMap(({ featureId, featureName }) => {
    const own = draws[featureId];
    return own ? [{ featureId, featureName, own }] : [];
  });
  if (known.length === 0) return <p className="text-muted">No entry: nothing was taken.</p>;
  return known.map(({ featureId, featureName, own }) => (
    <section key={featureId} aria-label={`Entry of ${featureName}`} className="grid gap-3">
      <h2 className="flex flex-wrap items-baseline gap-x-3 font-medium">
        {featureName}
        <Link
          href={`/ledger?row=${own.transactionId}`}
          prefetch={false}
          className="font-normal underline underline-offset-2"
        >
          Ledger entry
        </Link>
      </h2>
      <Draws own={own} />
    </section>
  ));
}

const Draws = ({ own }: { own: OwnDraws }) => (
  <ol className="grid gap-2">
    {own.draws.map(({ grantName, amount, decidedBy }, place) => (
      <li
        // biome-ignore lint/suspicious/noArrayIndexKey: the draws of an entry have their place alone
        key={place}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4"
      >
        <span className="break-words">{grantName ?? "Below zero: no grant was left"}</span>
        <Credits amount={amount} unit={null} className="font-medium" />
        {decidedBy !== null && (
          <span className="col-span-2 text-muted text-xs">{burnWords(decidedBy)}</span>
        )}
      </li>
    ))}
    {own.wallets.map(({ id, name, before, after }) => (
      <li
        key={id}
        className="numerals grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t pt-2 text-muted"
      >
        <span>Balance of {name}</span>
        <span className="text-ink">
          {formatCredits(before)} → {formatCredits(after)}
        </span>
      </li>
    ))}
    {own.reversed !== "0" && (
      <li className="text-muted">
        <Credits amount={own.reversed} /> of the entry have been given back since.
      </li>
    )}
  </ol>
);
