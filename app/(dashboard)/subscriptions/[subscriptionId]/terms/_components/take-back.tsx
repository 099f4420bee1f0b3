"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { previewSold, type SoldThing, sell } from "./sold-deed";

/** Calls off what was to become fewer with the next period: it costs nothing, and can be said again. */
export function TakeBack({
  subscription,
  thing: { part, name, quantity, tier },
}: {
  subscription: SubscriptionView;
  thing: SoldThing;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const asked = {
    ...{ ...part, subscriptionId: subscription.id },
    fields: { quantity, tier, reason: "Called off" },
  };
  const callOff = async () => {
    setIsBusy(true);
    const shown = await previewSold(asked);
    const done = shown.ok ? await sell({ ...asked, fingerprint: shown.value.fingerprint }) : shown;
    setIsBusy(false);
    if (done.ok) toast.success(`${name} stays as it is`);
    else toast.error(done.problem.message);
  };
  return (
    <Button size="sm" variant="ghost" disabled={isBusy} onClick={() => void callOff()}>
      Call off <span className="sr-only">the change of {name}</span>
    </Button>
  );
}
