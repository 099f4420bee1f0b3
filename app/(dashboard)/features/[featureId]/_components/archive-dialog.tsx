"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import type { FeatureDetail } from "@/lib/catalog/schema/feature";
import type { Problem } from "@/lib/transport/result";
import { archiveFeatureAction, restoreFeatureAction } from "../../actions";

/** Says what archiving does, and why it cannot be done while plans sell the feature. */
export function ArchiveDialog({
  feature,
  open,
  onOpenChange,
}: {
  feature: FeatureDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const [problem, setProblem] = useState<Problem>();
  const [isPending, startTransition] = useTransition();
  const isUsed = feature.usedIn.length > 0;

  const archive = () =>
    startTransition(async () => {
      setProblem(undefined);
      const result = await archiveFeatureAction({ featureId: feature.id });
      if (!result.ok) return setProblem(result.problem);
      onOpenChange(false);
      toast.success(`Archived ${result.value.name}`, {
        action: { label: "Undo", onClick: () => void undo() },
      });
    });

  const undo = async () => {
    const result = await restoreFeatureAction({ featureId: feature.id });
    if (!result.ok) toast.error(result.problem.message);
    router.refresh();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="sm"
      title={isUsed ? `${feature.name} is in use` : `Archive ${feature.name}?`}
    >
      <ProblemAlert problem={problem} className="mb-3" />
      {isUsed ? (
        <>
          <p className="mb-2 text-sm">Take it out of these plans first:</p>
          <ul className="list-disc pl-5 text-sm">
            {feature.usedIn.map(({ planId, name }) => (
              <li key={planId}>
                <Link href={`/plans/${planId}`} className="underline underline-offset-2">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="text-sm">
          {feature.meter
            ? `Events named ${feature.meter.eventName} no longer count for it and cost nothing. `
            : ""}
          What was used stays in the ledger. You can restore it at any time.
        </p>
      )}
      <DialogFooter leave={isUsed ? "Close" : "Cancel"}>
        {!isUsed && (
          <Button variant="danger" pending={isPending} onClick={archive}>
            Archive feature
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
