import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { OwedView } from "@/lib/ledger/schema/as-of";

/** What was used beyond the grants and is owed, oldest first: the next credits settle it. */
export function Owed({
  lots,
  unit,
  zone,
}: {
  lots: readonly OwedView[];
  unit: string;
  zone: string;
}) {
  if (lots.length === 0) return null;
  return (
    <section className="border-t px-4 py-3">
      <h3 className="mb-1 font-medium text-sm">Owed, oldest first</h3>
      <p className="mb-2 text-muted text-xs">
        Used beyond the grants. The next credits of this wallet settle it first.
      </p>
      <ul className="grid gap-1.5 text-sm">
        {lots.map(({ lotId, amount, since }) => (
          <li key={lotId} className="flex items-baseline justify-between gap-4">
            <span>
              since <Instant at={since} show="exact" zone={zone} />
            </span>
            <Credits amount={amount} unit={unit} className="text-danger" />
          </li>
        ))}
      </ul>
    </section>
  );
}
