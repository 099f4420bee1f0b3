import Link from "next/link";
import type { HoldView } from "@/lib/ledger/schema/hold";
import { HoldTable } from "../../../../holds/_components/hold-table";

/** The open holds on a wallet; without any there is nothing to see. */
export function WalletHolds({
  customerId,
  holds,
  zone,
  mayHold,
}: {
  customerId: string;
  holds: readonly HoldView[];
  zone: string;
  mayHold: boolean;
}) {
  if (holds.length === 0) return null;
  return (
    <section className="border-t">
      <header className="flex items-baseline justify-between gap-4 px-4 pt-3 pb-2">
        <h3 className="font-medium text-sm">Open holds</h3>
        <Link
          href={`/holds?state=all&customer=${customerId}`}
          prefetch={false}
          className="text-sm underline underline-offset-2"
        >
          All holds
        </Link>
      </header>
      <HoldTable rows={holds} zone={zone} isFirstRun={false} mayHold={mayHold} isOfOneCustomer />
    </section>
  );
}
