import { Card } from "@/components/ui/card";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import type { Context } from "@/lib/context";
import { formatCredits } from "@/lib/money/format";
import { listExpiring } from "@/lib/report/reads/attention";
import { ExpiringTable } from "../_components/expiring-table";

const DAYS = 14;
const SHOWN = 8;

/** Credits that lapse soon unless they are used. */
export async function Expiring({ ctx }: { ctx: Context }) {
  const [{ items, total }, { zone, creditUnit }] = await Promise.all([
    listExpiring(ctx, { days: DAYS, limit: SHOWN }),
    findCatalogDefaults(ctx),
  ]);
  return (
    <Card
      flush
      title={`Expiring in ${DAYS} days`}
      description={
        items.length > 0 && `${formatCredits(total)} ${creditUnit} in all, soonest first`
      }
    >
      <ExpiringTable rows={items} zone={zone} />
    </Card>
  );
}
