"use client";

import { Columns3 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { isSoldBy, type Length } from "./comparison";
import { PlanComparison } from "./plan-comparison";

/** The plans side by side; one is chosen there with its period. */
export function CompareDialog({
  plans,
  length,
  onChoose,
}: {
  plans: readonly OfferView[];
  length: Length | null;
  onChoose: (planId: string, length: Length | null) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const choose = ({ planId, periods }: OfferView, by: Length) => {
    onChoose(planId, periods.length > 1 ? by : null);
    setIsOpen(false);
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      width="lg"
      title="Compare plans"
      trigger={
        <Button size="sm">
          <Columns3 aria-hidden />
          Compare
        </Button>
      }
    >
      <PlanComparison
        offers={plans}
        length={length}
        actionOf={(offer, by) => (
          <Button size="sm" disabled={!isSoldBy(offer, by)} onClick={() => choose(offer, by)}>
            Choose<span className="sr-only"> {offer.name}</span>
          </Button>
        )}
      />
    </Dialog>
  );
}
