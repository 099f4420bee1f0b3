"use client";

import { useContext } from "react";
import { useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Select } from "@/components/ui/select";
import { GRANT_CATEGORIES } from "@/lib/catalog/schema/grant-life";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { CATEGORY_WORDS } from "../../../_components/plan-words";
import { CountInput } from "./count-input";
import { DraftField } from "./draft-field";
import { asCount, type LifePath } from "./expiry-fields";
import { FeatureOptionsContext } from "./feature-options";

/** What seldom differs: the kind of credits, their place in the burn order, what is kept of them. */
export function LifeFields({ path, isOnce }: { path: LifePath; isOnce: boolean }) {
  const { register } = useFormContext<PlanDraftFields>();
  return (
    <>
      <DraftField path={`${path}.category`} label="Kind">
        <Select {...register(`${path}.category`)}>
          {GRANT_CATEGORIES.map((category) => (
            <option key={category} value={category}>
              {CATEGORY_WORDS[category]}
            </option>
          ))}
        </Select>
      </DraftField>
      <DraftField path={`${path}.priority`} label="Priority" hint="0 to 100; lower burns first">
        <CountInput max={100} {...register(`${path}.priority`, { setValueAs: asCount })} />
      </DraftField>
      {!isOnce && <RolloverFields path={path} />}
      {!isOnce && (
        <DraftField path={`${path}.isProrated`} label="A first period cut short">
          <Select {...register(`${path}.isProrated`, { setValueAs: asYes })}>
            <option value="false">gives all of it</option>
            <option value="true">gives its share</option>
          </Select>
        </DraftField>
      )}
      <PaysFor path={path} />
    </>
  );
}

function RolloverFields({ path }: { path: LifePath }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const mode = watch(`${path}.rollover.mode`) ?? "none";
  return (
    <>
      <DraftField path={`${path}.rollover.mode`} label="What is left at the end">
        <Select {...register(`${path}.rollover.mode`)}>
          <option value="none">lapses</option>
          <option value="all">rolls over</option>
          <option value="cap">rolls over, up to an amount</option>
          <option value="percent">rolls over, a share of it</option>
        </Select>
      </DraftField>
      {mode === "cap" && (
        <DraftField path={`${path}.rollover.cap`} label="At most, in all rollovers">
          <AmountInput unit="" {...register(`${path}.rollover.cap`)} />
        </DraftField>
      )}
      {mode === "percent" && (
        <DraftField path={`${path}.rollover.percent`} label="Share, in percent">
          <CountInput
            min={1}
            max={100}
            {...register(`${path}.rollover.percent`, { setValueAs: asCount })}
          />
        </DraftField>
      )}
      {mode !== "none" && (
        <DraftField path={`${path}.rollover.periods`} label="Lives for so many periods">
          <CountInput min={1} {...register(`${path}.rollover.periods`, { setValueAs: asCount })} />
        </DraftField>
      )}
    </>
  );
}

/** One feature or all; what names several is kept as it is. */
function PaysFor({ path }: { path: LifePath }) {
  const { watch, setValue } = useFormContext<PlanDraftFields>();
  const features = useContext(FeatureOptionsContext);
  const chosen = watch(`${path}.featureIds`) ?? [];
  const choose = (id: string) =>
    setValue(`${path}.featureIds`, id === "" ? [] : [id], { shouldDirty: true });
  return (
    <DraftField path={`${path}.featureIds`} label="They pay for">
      <Select
        value={chosen.length > 1 ? "several" : (chosen[0] ?? "")}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">everything</option>
        {chosen.length > 1 && <option value="several">{chosen.length} features</option>}
        {features
          .filter(({ type }) => type === "METERED")
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name} only
            </option>
          ))}
      </Select>
    </DraftField>
  );
}

/** A select speaks text. */
export const asYes = (chosen: unknown): boolean => chosen === true || chosen === "true";
