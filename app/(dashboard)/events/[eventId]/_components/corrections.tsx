import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import { formatCredits } from "@/lib/money/format";
import type { PastCorrection } from "@/lib/usage/schema/correction";

/** What the event was corrected to, the first correction first: when, by whom and why. */
export function Corrections({
  corrections,
  zone,
}: {
  corrections: readonly PastCorrection[];
  zone: string;
}) {
  if (corrections.length === 0) return null;
  return (
    <Card title="Corrections" className="max-w-4xl">
      <ol aria-label="Corrections" className="grid gap-3 text-sm">
        {corrections.map((correction) => (
          <li key={`${correction.at}/${correction.quantityAfter}`} className="grid gap-0.5">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{wordsOf(correction)}</span>
              <span>
                gave back <Credits amount={correction.creditsBack} />
              </span>
            </span>
            <span className="break-words">{correction.reason}</span>
            <span className="text-muted text-xs">
              <Instant at={correction.at} show="exact" zone={zone} /> by {correction.by}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const wordsOf = ({ isVoid, quantityBefore, quantityAfter }: PastCorrection) =>
  isVoid
    ? `Voided ${formatCredits(quantityBefore)}`
    : `Counts for ${formatCredits(quantityAfter)} instead of ${formatCredits(quantityBefore)}`;
