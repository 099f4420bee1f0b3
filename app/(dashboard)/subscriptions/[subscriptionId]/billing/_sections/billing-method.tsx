import { Card, Facts } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { GRANT_ON_WORDS, netDaysWords } from "../../../_components/billing-words";
import { BillingDialog } from "../_components/billing-dialog";

/** How its invoices are paid, and what comes with a payment. */
export function BillingMethod({
  subscription,
  mayWrite,
}: {
  subscription: SubscriptionView;
  mayWrite: boolean;
}) {
  const { netDays, poNumber, grantOn, status } = subscription;
  return (
    <Card
      title="Billing method"
      actions={mayWrite && status !== "ENDED" && <BillingDialog subscription={subscription} />}
    >
      <Facts
        items={[
          ["Invoices are due", netDaysWords(netDays)],
          ["PO number", poNumber ?? "none"],
          ["Collected by", "sending invoices"],
          ["Credits come", GRANT_ON_WORDS[grantOn]],
        ]}
      />
    </Card>
  );
}
