import { CircleCheck, TriangleAlert } from "lucide-react";
import { sumOf } from "@/components/chart/series";
import { formatCredits } from "@/lib/money/format";

/** Whether a sum is what the ledger's entries of the same days come to, and what is between them. */
export function TieOut({
  total,
  ledgerTotal,
  unit,
}: {
  total: string;
  ledgerTotal: string;
  unit: string;
}) {
  const difference = sumOf([ledgerTotal, negated(total)]);
  if (difference === "0") {
    return (
      <span className="inline-flex items-center gap-1.5 text-success text-sm">
        <CircleCheck aria-hidden className="size-4" />
        Equals the ledger
      </span>
    );
  }
  return (
    <span role="alert" className="inline-flex items-center gap-1.5 text-danger text-sm">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      The ledger says {formatCredits(ledgerTotal)} {unit}: the sum differs by{" "}
      {formatCredits(difference.replace("-", ""))}
    </span>
  );
}

const negated = (amount: string) => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);
