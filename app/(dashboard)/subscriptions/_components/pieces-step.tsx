"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { OfferedFee, OfferView } from "@/lib/subscription/schema/offer";
import { feeWords } from "./offer-words";
import type { StartFields } from "./start-fields";

/** Of each fee that is asked by the piece, how many: mailboxes, seats. */
export function PiecesStep({ plans }: { plans: readonly OfferView[] }) {
  const { setValue, watch, formState } = useFormContext<StartFields>();
  const plan = plans.find(({ planId }) => planId === watch("planId"));
  const chosen = watch("quantities") ?? {};
  const counted = plan?.fees.filter(isCounted) ?? [];
  const choose = ({ chargeId, quantity }: OfferedFee, typed: string) => {
    const { [chargeId]: _, ...others } = chosen;
    const pieces = /^\d{1,7}$/.test(typed) ? Number.parseInt(typed, 10) : quantity;
    setValue("quantities", { ...others, ...(pieces !== quantity && { [chargeId]: pieces }) });
  };
  return (
    <>
      {counted.map((fee) => (
        <Field
          key={fee.chargeId}
          label={fee.name || "Pieces"}
          hint={hintOf(fee)}
          error={formState.errors.quantities?.message?.toString()}
        >
          <Input
            type="number"
            min={0}
            max={1_000_000}
            defaultValue={chosen[fee.chargeId] ?? fee.quantity}
            onChange={(event) => choose(fee, event.target.value)}
          />
        </Field>
      ))}
    </>
  );
}

const isCounted = ({ quantity, freeQuantity }: OfferedFee) => quantity > 1 || freeQuantity > 0;

const hintOf = (fee: OfferedFee): string => {
  const free = fee.freeQuantity > 0 ? `; ${fee.freeQuantity} of them free` : "";
  return `${feeWords(fee)} each${free}`;
};
