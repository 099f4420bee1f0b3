import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PackView } from "@/lib/catalog/schema/pack";
import { parseCredits } from "@/lib/money/credits";
import { formatCredits, formatMoney } from "@/lib/money/format";

/** Why a debit is refused for want of credits, and what would make it possible. */
export function Shortage({
  refusal,
  unit,
  packs,
  onTopUp,
}: {
  refusal: { message: string; shortfall: string | null };
  unit: string;
  packs: readonly PackView[];
  /** Absent: the person may not top up. */
  onTopUp: ((credits: string) => void) | undefined;
}) {
  const { message, shortfall } = refusal;
  if (shortfall === null) return <Notice tone="danger" title={message} />;
  const pack = packs.find(({ credits }) => isAtLeast(credits, shortfall));
  return (
    <Notice tone="danger" title={`${message}: short by ${formatCredits(shortfall)} ${unit}.`}>
      <p>
        Debit less, or add credits first
        {pack &&
          `: the pack ${pack.name} with ${formatCredits(pack.credits)} for ${formatMoney(pack.price, pack.currency)} would do`}
        .
      </p>
      {onTopUp && (
        <Button size="sm" className="mt-2" onClick={() => onTopUp(shortfall)}>
          Top up {formatCredits(shortfall)} {unit}…
        </Button>
      )}
    </Notice>
  );
}

const isAtLeast = (a: string, b: string) => (parseCredits(a) ?? 0n) >= (parseCredits(b) ?? 0n);
