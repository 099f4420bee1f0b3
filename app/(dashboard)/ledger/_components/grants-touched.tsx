"use client";

import { Credits } from "@/components/domain/amounts";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import { movementOf } from "@/lib/ledger/schema/transaction-words";

/** Which grants a transaction touched, and how much of each: behind one small button. */
export function GrantsTouched({ transaction }: { transaction: TransactionView }) {
  const { entries } = transaction;
  const grants = new Set(entries.flatMap(({ grantId }) => grantId ?? []));
  if (entries.length === 0) return <span className="text-muted">–</span>;
  const words =
    grants.size === 0 ? "no grant" : `${grants.size} ${grants.size === 1 ? "grant" : "grants"}`;
  return (
    <Popover
      label="Grants touched"
      trigger={
        <Button variant="ghost" size="sm">
          {words}
        </Button>
      }
    >
      <h3 className="mb-2 font-medium">Grants touched</h3>
      <ol className="grid gap-2">
        {entries.map((entry) => (
          <li
            key={entry.position}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4"
          >
            <span className="break-words">{entry.grantName ?? "What the wallet owes"}</span>
            <Credits amount={entry.amount} unit={null} className="font-medium" />
            <span className="col-span-2 text-muted text-xs">{movementOf(entry)}</span>
          </li>
        ))}
      </ol>
    </Popover>
  );
}
