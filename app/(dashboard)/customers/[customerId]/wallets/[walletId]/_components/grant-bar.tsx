import { sumOf } from "@/components/chart/series";
import { ShareBar } from "@/components/chart/share-bar";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";

/** How far a grant is gone: used, held, and what ended otherwise. */
export function GrantBar({ grant }: { grant: GrantView }) {
  const { amount, consumed, held, expired, voided, moved } = grant;
  const gone = sumOf([expired, voided, moved]);
  return (
    <ShareBar
      label="Use"
      of={amount}
      className="max-md:hidden"
      shares={[
        { key: "used", label: "used", value: consumed, title: `used ${formatCredits(consumed)}` },
        {
          ...{ key: "held", label: "held", value: held, look: "hatched" as const },
          title: `held ${formatCredits(held)}`,
        },
        {
          ...{ key: "gone", label: "ended otherwise", value: gone, look: "soft" as const },
          title: `expired, voided or moved ${formatCredits(gone)}`,
        },
      ]}
    />
  );
}
