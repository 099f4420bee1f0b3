"use client";

import { useRouter } from "next/navigation";
import { useHref } from "@/components/table/use-href";
import { Sheet } from "@/components/ui/sheet";
import type { CreditUnitView } from "@/lib/catalog/schema/credit-unit";
import { UnitForm } from "./unit-form";

/** What `UnitSheet` opens. */
export function UnitLayer({ unit, currency }: { unit: CreditUnitView | null; currency: string }) {
  const router = useRouter();
  const { href } = useHref();
  const close = () => router.push(href({ row: null }), { scroll: false });
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={unit ? unit.plural : "New credit unit"}
      description="Wallets that there are keep their rate; new ones begin with this one."
    >
      <UnitForm unit={unit} currency={currency} onDone={close} />
    </Sheet>
  );
}
