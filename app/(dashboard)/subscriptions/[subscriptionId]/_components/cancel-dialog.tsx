"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubscriptionView } from "@/lib/subscription/schema";

/** Comes to the browser when it is opened first. */
const CancelForm = lazy(async () => ({ default: (await import("./cancel-form")).CancelForm }));

/** Ends a subscription, at the end of its period or now. */
export function CancelDialog({ subscription }: { subscription: SubscriptionView }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Cancel subscription…</Button>}
      title="Cancel subscription"
      description={`${subscription.customerName} · ${subscription.planName}`}
    >
      <CancelForm subscription={subscription} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
