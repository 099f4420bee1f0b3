import type { HoldView } from "@/lib/ledger/schema/hold";
import { HoldTable } from "../../../../holds/_components/hold-table";

/** The open holds on a wallet; without any there is nothing to see. */
export function WalletHolds({
  holds,
  zone,
  mayHold,
}: {
  holds: readonly HoldView[];
  zone: string;
  mayHold: boolean;
}) {
  if (holds.length === 0) return null;
  return (
    <section className="border-t">
      <h3 className="px-4 pt-3 pb-2 font-medium text-sm">Open holds</h3>
      <HoldTable rows={holds} zone={zone} isFirstRun={false} mayHold={mayHold} isOfOneCustomer />
    </section>
  );
}
