"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { ClipboardEvent, ReactNode } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Money } from "@/components/domain/amounts";
import { AmountInput } from "@/components/form/amount-input";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { pastedTiers } from "@/lib/catalog/schema/pasted-tiers";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import {
  type TierFigures,
  type TierWarning,
  type TypedTier,
  tierFigures,
} from "@/lib/catalog/schema/tier-table";
import { decimalText } from "@/lib/money/decimal";
import { DraftField, PartFault } from "./draft-field";

const WARNINGS: Readonly<Record<TierWarning, string>> = {
  collides: "as many credits as the tier before, or fewer",
  dearer: "a credit costs more than in the tier before",
  cheaper_in_all: "no dearer than the tier before",
};

/** The steps of one charge, with what a credit costs in each. Rows of a spreadsheet can be pasted in. */
export function TierTable({ index }: { index: number }) {
  const { control, watch } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}.tiers` as const;
  const { fields, append, remove, move, replace } = useFieldArray({
    control,
    name: path,
    keyName: "row",
  });
  const typed = (watch(path) ?? []) as TypedTier[];
  const figures = tierFigures(typed.map(asTyped));
  const add = () =>
    append({ credits: "", price: "" }, { focusName: `${path}.${fields.length}.credits` });
  /** A table takes the place of all rows; a single figure is pasted as it is. */
  const paste = (event: ClipboardEvent) => {
    const tiers = pastedTiers(event.clipboardData.getData("text"));
    if (!tiers) return;
    event.preventDefault();
    event.stopPropagation();
    replace([...tiers]);
  };
  return (
    <div className="grid grid-cols-1 gap-2" onPasteCapture={paste}>
      <ScrollRegion aria-label="Tiers" className="relative min-w-0 overflow-x-auto">
        <table className="w-full min-w-[34rem] text-sm">
          <thead>
            <tr className="text-left text-muted text-xs">
              <th scope="col">Credits a period</th>
              <th scope="col">Total price</th>
              <th scope="col" className="px-2 text-right">
                Per credit
              </th>
              <th scope="col" className="px-2 text-right">
                Discount
              </th>
              <th scope="col">
                <span className="sr-only">Order</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ row }, place) => (
              <TierRow
                key={row}
                path={`${path}.${place}`}
                place={place}
                count={fields.length}
                figures={figures[place]}
                onMove={(by) => move(place, place + by)}
                onRemove={() => remove(place)}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <PartFault path={path} />
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Tier
        </Button>
        <span className="text-muted text-xs">
          Or paste two columns, credits and price, from a spreadsheet into any cell.
        </span>
      </div>
    </div>
  );
}

const asTyped = ({ credits, price }: Partial<TypedTier>): TypedTier => ({
  credits: credits ?? "",
  price: price ?? "",
});

function TierRow({
  path,
  place,
  count,
  figures,
  onMove,
  onRemove,
}: {
  path: `charges.${number}.tiers.${number}`;
  place: number;
  count: number;
  figures: TierFigures | undefined;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const name = `tier ${place + 1}`;
  return (
    <tr className="align-top [&>td]:py-1">
      <td className="pr-2">
        <DraftField
          path={`${path}.credits`}
          label={<span className="sr-only">{`Credits of ${name}`}</span>}
        >
          <AmountInput unit="" className="pr-2" {...register(`${path}.credits`)} />
        </DraftField>
      </td>
      <td>
        <DraftField
          path={`${path}.price`}
          label={<span className="sr-only">{`Price of ${name}`}</span>}
        >
          <AmountInput unit={watch("currency")} className="pr-14" {...register(`${path}.price`)} />
        </DraftField>
      </td>
      <FigureCells figures={figures} currency={watch("currency")} />
      <td className="whitespace-nowrap pt-2.5! text-right">
        <IconButton label={`Move ${name} up`} disabled={place === 0} onClick={() => onMove(-1)}>
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton
          label={`Move ${name} down`}
          disabled={place === count - 1}
          onClick={() => onMove(1)}
        >
          <ArrowDown aria-hidden />
        </IconButton>
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}

const IconButton = ({
  label,
  children,
  ...rest
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) => (
  <Button variant="ghost" size="icon" aria-label={label} {...rest}>
    {children}
  </Button>
);

/** What one credit of the tier costs, how much less than in the first, and what is odd about it. */
function FigureCells({
  figures,
  currency,
}: {
  figures: TierFigures | undefined;
  currency: string;
}) {
  const { unitPrice, discount, warning } = figures ?? {};
  return (
    <>
      <td className="numerals px-2 pt-4! text-right">
        {unitPrice === undefined || !/^[A-Z]{3}$/.test(currency) ? (
          <span className="text-muted">–</span>
        ) : (
          <Money amount={decimalText(unitPrice)} currency={currency} />
        )}
      </td>
      <td className="numerals px-2 pt-4! text-right">
        {discount ? `${discount > 0 ? "" : "+"}${Math.abs(discount) / 10} %` : ""}
        {warning && <span className="block text-warning text-xs">{WARNINGS[warning]}</span>}
      </td>
    </>
  );
}
