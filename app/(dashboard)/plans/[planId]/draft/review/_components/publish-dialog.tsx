"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import type { PlanDetail } from "@/lib/catalog/schema/plan";
import { publishPlanAction } from "../../../../actions";

/** The last word before a version is fixed, with what it means for those who subscribe already. */
export function PublishDialog({ plan, number }: { plan: PlanDetail; number: number }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      width="sm"
      trigger={<Button variant="primary">Publish…</Button>}
      title={`Publish version ${number}?`}
    >
      <ul className="grid list-disc gap-1 pl-5 text-sm">
        <li>New subscribers get version {number} from now on.</li>
        {plan.live && (
          <li>
            {plan.subscribers === 0
              ? `Version ${plan.live.number} has no subscribers.`
              : `${plan.subscribers === 1 ? "The one subscriber stays" : `The ${plan.subscribers} subscribers stay`} on the version they have.`}
          </li>
        )}
        <li>It cannot be changed afterwards; a change is a new version.</li>
      </ul>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <ActionButton
          variant="primary"
          run={() => publishPlanAction({ planId: plan.id })}
          onDone={({ name }) => {
            setOpen(false);
            toast.success(`Published ${name}, version ${number}`);
            router.push(`/plans/${plan.id}`);
          }}
        >
          Publish version {number}
        </ActionButton>
      </DialogFooter>
    </Dialog>
  );
}
