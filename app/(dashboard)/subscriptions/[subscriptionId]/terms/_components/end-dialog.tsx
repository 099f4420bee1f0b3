"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { OverrideView } from "@/lib/subscription/schema/override";

/** Comes to the browser when it is opened first. */
const EndForm = lazy(async () => ({ default: (await import("./end-form")).EndForm }));

/** Ends a term, now or on a day; one to come is called off. */
export function EndDialog({
  subscriptionId,
  override,
}: {
  subscriptionId: string;
  override: OverrideView;
}) {
  const [open, setOpen] = useState(false);
  const word = override.state === "coming" ? "Call off" : "End";
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost">
          {word}… <span className="sr-only">the term of {override.subjectName}</span>
        </Button>
      }
      title={`${word}: ${override.subjectName}`}
      description="Back to what the plan says, unless another term of its own holds then."
    >
      <EndForm subscriptionId={subscriptionId} override={override} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
