import { Credits } from "@/components/domain/amounts";
import { PreviewLine } from "@/components/domain/preview";
import { classNames } from "@/components/ui/class-names";
import type { ChangesView, FiguresView } from "@/lib/ledger/schema";
import { formatCredits } from "@/lib/money/format";

const FIGURES = [
  ["available", "Available"],
  ["held", "Held"],
  ["pending", "Pending"],
  ["overage", "Overage"],
] as const satisfies readonly (readonly [keyof FiguresView, string])[];

/** The figures of a wallet that would change, before and after; available is always said. */
export function WalletChange({
  change: { before, after },
  name,
  unit,
  isChanged,
}: {
  change: ChangesView["wallets"][number];
  /** Said where several wallets stand together. */
  name: string | null;
  unit: string;
  isChanged: boolean;
}) {
  const shown = FIGURES.filter(([key]) => key === "available" || before[key] !== after[key]);
  return (
    <div
      className={classNames("-mx-2 grid gap-2 rounded px-2 py-1", isChanged && "bg-warning-soft")}
    >
      {name && <h4 className="font-medium text-sm">{name}</h4>}
      {shown.map(([key, label]) => (
        <PreviewLine
          key={key}
          label={`${label} after`}
          strong={key === "available"}
          note={
            before[key] === after[key] ? "as before" : `${formatCredits(before[key])} ${unit} now`
          }
        >
          <Credits amount={after[key]} unit={unit} />
        </PreviewLine>
      ))}
    </div>
  );
}
