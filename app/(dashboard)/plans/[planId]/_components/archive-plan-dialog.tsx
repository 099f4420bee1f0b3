"use client";

import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import type { PlanDetail } from "@/lib/catalog/schema/plan";
import { archivePlanAction, restorePlanAction } from "../../actions";

export function ArchivePlanDialog({
  plan,
  open,
  onOpenChange,
}: {
  plan: PlanDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const undo = async () => {
    const result = await restorePlanAction({ planId: plan.id });
    if (!result.ok) toast.error(result.problem.message);
  };
  const done = ({ name }: { name: string }) => {
    onOpenChange(false);
    toast.success(`Archived ${name}`, { action: { label: "Undo", onClick: () => void undo() } });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} width="sm" title={`Archive ${plan.name}?`}>
      <p className="text-sm">
        Nobody can subscribe to it any more.
        {plan.subscribers > 0
          ? ` Its ${plan.subscribers === 1 ? "one subscriber stays" : `${plan.subscribers} subscribers stay`} and renew as before.`
          : " It has no subscribers."}{" "}
        You can restore it at any time.
      </p>
      <DialogFooter>
        <ActionButton
          variant="danger"
          run={() => archivePlanAction({ planId: plan.id })}
          onDone={done}
        >
          Archive plan
        </ActionButton>
      </DialogFooter>
    </Dialog>
  );
}
