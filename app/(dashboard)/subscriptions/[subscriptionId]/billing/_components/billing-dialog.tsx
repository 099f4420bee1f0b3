"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubscriptionView } from "@/lib/subscription/schema";

/** Comes to the browser when it is opened first. */
const BillingForm = lazy(async () => ({ default: (await import("./billing-form")).BillingForm }));

/** Changes how a subscription is billed from now on. */
export function BillingDialog({ subscription }: { subscription: SubscriptionView }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm">
          Change… <span className="sr-only">the billing method</span>
        </Button>
      }
      title="Billing method"
      description="Invoices that are issued from now on follow, and the credits that come with them. What was issued stays as it is."
    >
      <BillingForm subscription={subscription} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
