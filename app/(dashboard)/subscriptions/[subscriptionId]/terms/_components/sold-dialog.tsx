"use client";

import { lazy, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { SoldThing } from "./sold-deed";

/** Comes to the browser when it is opened first. */
const SoldForm = lazy(async () => ({ default: (await import("./sold-form")).SoldForm }));

/** More or less of an add-on, or of the pieces of a fee, with what that does before it is done. */
export function SoldDialog({
  subscription,
  thing,
  label,
}: {
  subscription: SubscriptionView;
  thing: SoldThing;
  label: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{label}</Button>}
      title={thing.quantity > 0 ? `Change ${thing.name}` : `Add ${thing.name}`}
      description={thing.words}
    >
      <SoldForm subscription={subscription} thing={thing} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
