"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { Button } from "@/components/ui/button";
import { Radio } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { FieldSet } from "@/components/ui/field";
import type { PlanDetail } from "@/lib/catalog/schema/plan";
import { publishPlanAction } from "../../../../actions";

/** What becomes of those who subscribe already. */
type Fate = "stay" | "period_end" | "now";

/** The last word before a version is fixed, with what it means for those who subscribe already. */
export function PublishDialog({ plan, number }: { plan: PlanDetail; number: number }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [fate, setFate] = useState<Fate>("stay");
  const isAsked = plan.live !== null && plan.subscribers > 0;
  const home = `/plans/${plan.id}`;
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
        {plan.live && !isAsked && <li>Version {plan.live.number} has no subscribers.</li>}
        <li>It cannot be changed afterwards; a change is a new version.</li>
      </ul>
      {isAsked && (
        <div className="mt-4">
          <Subscribers count={plan.subscribers} fate={fate} onChoose={setFate} />
        </div>
      )}
      <DialogFooter>
        <ActionButton
          variant="primary"
          run={() => publishPlanAction({ planId: plan.id })}
          onDone={({ name }) => {
            setOpen(false);
            toast.success(`Published ${name}, version ${number}`);
            router.push(fate === "stay" ? home : `${home}/migrate?when=${fate}`);
          }}
        >
          {fate === "stay" ? `Publish version ${number}` : "Publish and look at the move"}
        </ActionButton>
      </DialogFooter>
    </Dialog>
  );
}

/** Nobody is moved before what it does to each was looked at. */
function Subscribers({
  count,
  fate,
  onChoose,
}: {
  count: number;
  fate: Fate;
  onChoose: (fate: Fate) => void;
}) {
  const choice = (value: Fate) => ({
    name: "subscribers",
    checked: fate === value,
    onChange: () => onChoose(value),
  });
  return (
    <FieldSet
      legend={
        count === 1
          ? "One subscriber has an earlier version"
          : `${count} subscribers have an earlier version`
      }
    >
      <Radio
        label={count === 1 ? "Leave it there" : "Leave them there"}
        hint="They renew as before, and can be moved at any time."
        {...choice("stay")}
      />
      <Radio
        label="Move at the next renewal"
        hint="You see what it does to each before anybody is moved."
        {...choice("period_end")}
      />
      <Radio
        label="Move now"
        hint="Price and credits by the time that is left; again, you see it first."
        {...choice("now")}
      />
    </FieldSet>
  );
}
