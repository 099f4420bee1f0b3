import { Card } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { sumTrialBalance } from "@/lib/ledger/reads/trial-balance";
import { TrialChecks } from "../_components/trial-checks";
import { TrialTable } from "../_components/trial-table";

/** The sums of all entries: they stream, for a large ledger takes a while to add up. */
export async function TrialBalance({
  ctx,
  query,
  day,
}: {
  ctx: Context;
  query: { asOf: Date | null; creditUnit: string };
  /** The day as of which it is; null: now. */
  day: string | null;
}) {
  const balance = await sumTrialBalance(ctx, query);
  return (
    <>
      <TrialChecks balance={balance} />
      <Card flush>
        <TrialTable balance={balance} day={day} />
      </Card>
    </>
  );
}
