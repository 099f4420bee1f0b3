import { Card } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, SubscriptionId } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { listChain, listGivenGrants } from "@/lib/subscription/reads/history";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { InvoiceTable } from "../../../invoices/_components/invoice-table";
import { Chain } from "../_components/chain";
import { GivenTable } from "../_components/given-table";

/** What was: the plans that followed one another, the credits given, the invoices. */
export async function Past({
  ctx,
  subscription,
}: {
  ctx: Context;
  subscription: SubscriptionView;
}) {
  const subscriptionId = SubscriptionId.parse(subscription.id);
  const [{ at }, chain, grants, invoices] = await Promise.all([
    onClock(ctx, CustomerId.parse(subscription.customerId)),
    listChain(ctx, subscriptionId),
    listGivenGrants(ctx, subscriptionId),
    listInvoices(ctx, { ...InvoiceQuery.parse({}), subscriptionId }),
  ]);
  return (
    <>
      {chain.length > 1 && (
        <Card title="Plans one after the other">
          <Chain links={chain} current={subscription.id} />
        </Card>
      )}
      <Card flush title="Credits given" description="The latest fifty, and what became of them.">
        <GivenTable grants={grants} zone={subscription.zone} />
      </Card>
      <Card flush title="Invoices">
        <InvoiceTable rows={invoices.items} at={at.toISOString()} isFirstRun />
      </Card>
    </>
  );
}
