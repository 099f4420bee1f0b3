"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { TURN_WORDS, type TurnName } from "./turn-words";

/** Comes to the browser when it is opened first. */
const TurnForm = lazy(async () => ({ default: (await import("./turn-form")).TurnForm }));

/** Pauses, resumes, or takes a cancellation back, with what it does before it is done. */
export function TurnDialog({
  subscription,
  name,
}: {
  subscription: SubscriptionView;
  name: TurnName;
}) {
  const [open, setOpen] = useState(false);
  const words = TURN_WORDS[name];
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{words.open}</Button>}
      title={words.title}
      description={`${subscription.customerName} · ${subscription.planName}`}
    >
      <TurnForm subscription={subscription} name={name} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
