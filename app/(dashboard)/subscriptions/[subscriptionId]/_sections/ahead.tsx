import { Card } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import type { SubscriptionId } from "@/lib/ids";
import { findTimeline } from "@/lib/subscription/reads/timeline";
import { CreditTimeline } from "../../_components/credit-timeline";
import { InvoicesToCome } from "../../_components/invoices-to-come";

/** Enough to see what follows a trial or a change of fee. */
const SHOWN_INVOICES = 3;

/** What comes: the next invoices, and a year of credits. Nothing once it has ended. */
export async function Ahead({ ctx, id }: { ctx: Context; id: SubscriptionId }) {
  const timeline = await findTimeline(ctx, id);
  if (!timeline) return null;
  return (
    <>
      <Card title="Next invoices" description="Without what use costs, which comes on top.">
        <InvoicesToCome
          invoices={timeline.invoices.slice(0, SHOWN_INVOICES)}
          zone={timeline.zone}
        />
      </Card>
      <Card
        title="Credits of the next twelve months"
        description="With what is left of those given before."
        className="lg:col-span-2"
      >
        <CreditTimeline timeline={timeline} />
      </Card>
    </>
  );
}
