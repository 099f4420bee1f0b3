"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import type { FeatureRow } from "@/lib/catalog/schema/feature";
import type { Problem } from "@/lib/transport/result";
import { archiveFeaturesAction, restoreFeaturesAction } from "../actions";

/** Says of each chosen feature whether it can go, before any goes. */
export function ArchiveSeveral({
  features,
  onDone,
}: {
  features: readonly FeatureRow[];
  onDone: () => void;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [isPending, startTransition] = useTransition();
  const free = features.filter(({ plans }) => plans === 0);
  const used = features.filter(({ plans }) => plans > 0);

  const archive = () =>
    startTransition(async () => {
      setProblem(undefined);
      const result = await archiveFeaturesAction({ featureIds: free.map(({ id }) => id) });
      if (!result.ok) return setProblem(result.problem);
      const { archived, kept } = result.value;
      setOpen(false);
      onDone();
      const keptWords = kept.length > 0 ? `; ${kept.length} stayed, in use since` : "";
      toast.success(`Archived ${counted(archived.length)}${keptWords}`, {
        action: { label: "Undo", onClick: () => void undo(archived) },
      });
    });

  const undo = async (ids: readonly string[]) => {
    const result = await restoreFeaturesAction({ featureIds: [...ids] });
    if (!result.ok) toast.error(result.problem.message);
    router.refresh();
  };

  return (
    <Dialog
      width="sm"
      title={`Archive ${counted(features.length)}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="danger">
          Archive…
        </Button>
      }
    >
      <ProblemAlert problem={problem} className="mb-3" />
      <div className="grid gap-4 text-sm">
        {free.length > 0 && (
          <Listed
            title={`Out of use: ${counted(free.length)}`}
            words="Their events no longer count and cost nothing. What was used stays in the ledger."
            features={free}
          />
        )}
        {used.length > 0 && (
          <Listed
            title={`Not changed: ${counted(used.length)}`}
            words="Plans sell them; take them out of those plans first."
            features={used}
          />
        )}
      </div>
      <DialogFooter leave={free.length > 0 ? "Cancel" : "Close"}>
        {free.length > 0 && (
          <Button variant="danger" pending={isPending} onClick={archive}>
            Archive {counted(free.length)}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

const counted = (count: number) => `${count} ${count === 1 ? "feature" : "features"}`;

function Listed({
  title,
  words,
  features,
}: {
  title: string;
  words: string;
  features: readonly FeatureRow[];
}) {
  return (
    <section aria-label={title}>
      <h3 className="font-medium">{title}</h3>
      <p className="text-muted">{words}</p>
      <ul className="mt-1 list-disc pl-5">
        {features.map(({ id, name, plans }) => (
          <li key={id}>
            {name}
            {plans > 0 && (
              <span className="text-muted">
                , in {plans} {plans === 1 ? "plan" : "plans"}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
