import { Money } from "@/components/domain/amounts";
import { Notice } from "@/components/ui/notice";
import type { Context } from "@/lib/context";
import { CustomerId, SubscriptionId } from "@/lib/ids";
import { findScheduledChange, listCarried } from "@/lib/subscription/reads/changes";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { ScheduledChangeNotice } from "../_components/scheduled-change-notice";

/** What a change has left to come: another plan at the period's end, money for later invoices. */
export async function StandingChange({
  ctx,
  subscription: { id, customerId, zone, status },
  mayWrite,
}: {
  ctx: Context;
  subscription: Pick<SubscriptionView, "id" | "customerId" | "zone" | "status">;
  mayWrite: boolean;
}) {
  if (status === "ENDED") return null;
  const [change, carried] = await Promise.all([
    findScheduledChange(ctx, SubscriptionId.parse(id)),
    listCarried(CustomerId.parse(customerId)),
  ]);
  return (
    <>
      {change && <ScheduledChangeNotice change={change} zone={zone} mayWrite={mayWrite} />}
      {carried.map(({ currency, amount }) => (
        <Notice key={currency} title="Carried to the next invoices">
          <Money amount={amount} currency={currency} /> that earlier invoices owe this customer.
        </Notice>
      ))}
    </>
  );
}
