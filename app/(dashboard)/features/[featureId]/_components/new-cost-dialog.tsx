"use client";

import { lazy, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { FeatureView } from "@/lib/catalog/schema/feature";

/** Comes to the browser when it is opened first. */
const NewCostForm = lazy(async () => ({ default: (await import("./new-cost-form")).NewCostForm }));

/** A new version of what a unit costs, from now or from a day on. */
export function NewCostDialog({ feature }: { feature: FeatureView }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>New cost</Button>}
      title="New cost"
      description={feature.name}
    >
      <NewCostForm feature={feature} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
