import { Card } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { listLowBalances } from "@/lib/report/reads/attention";
import { LowBalanceTable } from "../_components/low-balance-table";

const SHOWN = 8;

/** Who runs out soon or owes, soonest first. */
export async function LowBalances({ ctx, mayTopUp }: { ctx: Context; mayTopUp: boolean }) {
  const { items, total } = await listLowBalances(ctx, { limit: SHOWN });
  return (
    <div id="low" className="scroll-mt-16">
      <Card
        flush
        title="Low balance"
        description={
          total > SHOWN
            ? `The first ${SHOWN} of ${total}, soonest empty first`
            : "At its threshold, in overage, or empty within a week"
        }
      >
        <LowBalanceTable rows={items} mayTopUp={mayTopUp} />
      </Card>
    </div>
  );
}
