import { Credits } from "@/components/domain/amounts";
import { PreviewLine } from "@/components/domain/preview";
import type { BookedView } from "@/lib/ledger/schema";

/** What the hold itself would keep. */
export function HoldChange({ booked: { changes }, unit }: { booked: BookedView; unit: string }) {
  return (changes?.holds ?? []).map(({ holdId, state, heldAfter }) => (
    <PreviewLine
      key={holdId}
      label="Still held after"
      note={state === "open" ? "the hold stays open" : `the hold is ${state}`}
    >
      <Credits amount={heldAfter} unit={unit} />
    </PreviewLine>
  ));
}
