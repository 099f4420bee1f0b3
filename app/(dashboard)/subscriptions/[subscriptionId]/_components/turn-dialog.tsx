"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { TurnForm } from "./turn-form";
import { TURN_WORDS, type TurnName } from "./turn-words";

/** Pauses, resumes, or takes a cancellation back, with what it does before it is done. */
export function TurnDialog({
  subscription,
  turn,
}: {
  subscription: SubscriptionView;
  turn: TurnName;
}) {
  const [open, setOpen] = useState(false);
  const words = TURN_WORDS[turn];
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{words.open}</Button>}
      title={words.title}
      description={`${subscription.customerName} · ${subscription.planName}`}
    >
      <TurnForm subscription={subscription} turn={turn} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
