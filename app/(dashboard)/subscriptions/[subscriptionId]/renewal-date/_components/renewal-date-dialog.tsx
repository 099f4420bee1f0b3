"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubscriptionView } from "@/lib/subscription/schema";

/** Comes to the browser when it is opened first. */
const RenewalDateForm = lazy(async () => ({
  default: (await import("./renewal-date-form")).RenewalDateForm,
}));

/** Another day to renew on, with what comes between before it is agreed. */
export function RenewalDateDialog({ subscription }: { subscription: SubscriptionView }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Change renewal date…</Button>}
      title="Change renewal date"
      description={`${subscription.customerName} · ${subscription.planName}`}
    >
      <RenewalDateForm subscription={subscription} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
