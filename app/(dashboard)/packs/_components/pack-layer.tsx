"use client";

import { parseAsString, useQueryState } from "nuqs";
import { Sheet } from "@/components/ui/sheet";
import type { PackView } from "@/lib/catalog/schema/pack";
import type { PackDefaults, PlanChoice } from "./pack-fields";
import { PackForm } from "./pack-form";

/** What `PackSheet` opens. */
export function PackLayer({
  pack,
  defaults,
  plans,
}: {
  pack: PackView | null;
  defaults: PackDefaults;
  plans: readonly PlanChoice[];
}) {
  const [, setRow] = useQueryState("row", parseAsString.withOptions({ shallow: false }));
  const close = () => void setRow(null);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={pack ? `Edit ${pack.name}` : "New pack"}
      description={pack ? "What was sold keeps its terms." : "Credits for a price, bought once."}
    >
      <PackForm pack={pack} defaults={defaults} plans={plans} onDone={close} />
    </Sheet>
  );
}
