"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { OverridableView } from "@/lib/subscription/schema/override";

/** Comes to the browser when it is opened first. */
const AgreeForm = lazy(async () => ({ default: (await import("./agree-form")).AgreeForm }));

export function AgreeDialog(props: {
  subscriptionId: string;
  currency: string;
  overridables: readonly OverridableView[];
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Agree a term</Button>}
      title="Agree a term"
      description="In place of what the plan says, for good or for a time."
    >
      <AgreeForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
