import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { TrialBalanceView } from "@/lib/ledger/schema/trial-balance";
import { formatCredits } from "@/lib/money/format";

/** What must hold, each with a tick, or what is wrong. */
export function TrialChecks({ balance }: { balance: TrialBalanceView }) {
  const { isZeroSum, hasArrived, isAsStored, totals, entries, creditUnit } = balance;
  const debits = formatCredits(totals.debits);
  return (
    <ul aria-label="Checks" className="numerals grid gap-1.5 text-sm">
      <Check holds={isZeroSum}>
        {isZeroSum
          ? `Zero-sum: ${debits} ${creditUnit} debited, as many credited, in ${formatCredits(String(entries))} entries`
          : `Not zero-sum: debits are ${debits}, credits ${formatCredits(totals.credits)}`}
      </Check>
      <Check holds={hasArrived}>
        {hasArrived
          ? "What moved from grant to grant has arrived"
          : "Some of what left a grant for another one has not arrived"}
      </Check>
      <Check holds={isAsStored}>
        {isAsStored === null && "Of a past day: wallets only say what they hold now"}
        {isAsStored === true && "Available, held, pending and owed are what the wallets say"}
        {isAsStored === false && "The wallets hold something else than the entries say"}
      </Check>
    </ul>
  );
}

function Check({ holds, children }: { holds: boolean | null; children: ReactNode }) {
  if (holds === null) {
    return (
      <li className="flex items-start gap-2 text-muted">
        <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0" />
        {children}
      </li>
    );
  }
  const Mark = holds ? CircleCheck : TriangleAlert;
  return (
    <li className={holds ? "flex items-start gap-2" : "flex items-start gap-2 text-danger"}>
      <Mark
        aria-hidden
        className={holds ? "mt-0.5 size-4 shrink-0 text-success" : "mt-0.5 size-4 shrink-0"}
      />
      {children}
    </li>
  );
}
