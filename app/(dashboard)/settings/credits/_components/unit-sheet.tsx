"use client";

import { useRouter } from "next/navigation";
import { useHref } from "@/components/table/use-href";
import { Sheet } from "@/components/ui/sheet";
import type { CreditUnitView } from "@/lib/catalog/schema/credit-unit";
import { UnitForm } from "./unit-form";

/** One unit beside the list; which one stands in the URL. */
export function UnitSheet({
  isOpen,
  unit,
  currency,
}: {
  isOpen: boolean;
  unit: CreditUnitView | null;
  currency: string;
}) {
  const router = useRouter();
  const { href } = useHref();
  const close = () => router.push(href({ row: null }), { scroll: false });
  return (
    <Sheet
      open={isOpen}
      onOpenChange={(open) => !open && close()}
      title={unit ? unit.plural : "New credit unit"}
      description="Wallets that there are keep their rate; new ones begin with this one."
    >
      <UnitForm unit={unit} currency={currency} onDone={close} />
    </Sheet>
  );
}
