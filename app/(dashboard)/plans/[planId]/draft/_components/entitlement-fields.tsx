"use client";

import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { LIMIT_RESETS } from "@/lib/catalog/schema/entitlement";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { FeatureOption } from "../../../_components/offer";
import { RESET_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";

/** What the plan allows of one feature, by its type. */
export function EntitlementFields({ index, feature }: { index: number; feature: FeatureOption }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `entitlements.${index}` as const;
  const isAllowed = watch(`${path}.isEnabled`) !== false;
  return (
    <div className="grid gap-3 pl-6 sm:grid-cols-3 xl:grid-cols-5">
      <DraftField path={`${path}.isEnabled`} label="Access">
        <Select {...register(`${path}.isEnabled`, { setValueAs: asYes })}>
          <option value="true">allowed</option>
          <option value="false">not allowed</option>
        </Select>
      </DraftField>
      {isAllowed && feature.type === "METERED" && <UnitLimits index={index} />}
      {isAllowed && feature.type === "STATIC" && (
        <DraftField path={`${path}.staticValue`} label="Value" className="sm:col-span-2">
          <Input autoComplete="off" placeholder="gold" {...register(`${path}.staticValue`)} />
        </DraftField>
      )}
    </div>
  );
}

function UnitLimits({ index }: { index: number }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `entitlements.${index}` as const;
  const hasLimit = Boolean(watch(`${path}.usageLimit`));
  const isCounted = hasLimit || Boolean(watch(`${path}.includedUnits`));
  const amount = { inputMode: "decimal", autoComplete: "off", className: "numerals" } as const;
  return (
    <>
      <DraftField path={`${path}.includedUnits`} label="Free units" optional>
        <Input {...amount} placeholder="none" {...register(`${path}.includedUnits`)} />
      </DraftField>
      <DraftField path={`${path}.usageLimit`} label="Limit" optional>
        <Input {...amount} placeholder="none" {...register(`${path}.usageLimit`)} />
      </DraftField>
      {hasLimit && (
        <DraftField path={`${path}.isSoftLimit`} label="Beyond the limit">
          <Select {...register(`${path}.isSoftLimit`, { setValueAs: asYes })}>
            <option value="false">refused</option>
            <option value="true">priced</option>
          </Select>
        </DraftField>
      )}
      {isCounted && (
        <DraftField path={`${path}.reset`} label="Counted">
          <Select {...register(`${path}.reset`)}>
            {LIMIT_RESETS.map((reset) => (
              <option key={reset} value={reset}>
                {reset === "NEVER" ? "once, for good" : RESET_WORDS[reset]}
              </option>
            ))}
          </Select>
        </DraftField>
      )}
    </>
  );
}

/** A select speaks text. */
const asYes = (chosen: unknown): boolean => chosen === true || chosen === "true";
