"use client";

import { createContext, useContext } from "react";
import { type UseFieldArrayReturn, useFieldArray, useFormContext } from "react-hook-form";
import type { ChargeFields } from "@/lib/catalog/schema/charge";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";

type Charges = UseFieldArrayReturn<PlanDraftFields, "charges", "row">;

const ChargesContext = createContext<Charges | null>(null);
export const ChargesProvider = ChargesContext.Provider;

/** The one list of charges; each card shows those of its kind. */
export function useChargeArray(): Charges {
  const { control } = useFormContext<PlanDraftFields>();
  return useFieldArray({ control, name: "charges", keyName: "row" });
}

/** The charges of one kind, each with its place in the whole list. */
export function useCharges(kind: ChargeFields["kind"]) {
  const charges = useContext(ChargesContext);
  if (!charges) throw new RangeError("a card of charges stands in a draft only");
  const { fields, append, remove } = charges;
  const own = fields.flatMap((field, index) =>
    field.kind === kind ? [{ row: field.row, index }] : [],
  );
  return { own, next: fields.length, append, remove };
}
