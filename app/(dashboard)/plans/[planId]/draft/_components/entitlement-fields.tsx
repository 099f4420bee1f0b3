"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { LIMIT_RESETS } from "@/lib/catalog/schema/entitlement";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { FeatureOption } from "../../../_components/offer";
import { RESET_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";
import { asYes } from "./life-fields";

/** What the plan allows of one feature, by its type. */
export function EntitlementFields({ index, feature }: { index: number; feature: FeatureOption }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `entitlements.${index}` as const;
  const isAllowed = watch(`${path}.isEnabled`) !== false;
  return (
    <div className="grid gap-3 pl-6 sm:grid-cols-2 2xl:grid-cols-3">
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
      <DraftField
        path={`${path}.includedUnits`}
        label="Free units"
        optional
        {...(hasLimit && { hint: "0 if each unit up to the limit costs its credits" })}
      >
        <Input
          {...amount}
          placeholder={hasLimit ? "all up to the limit" : "none"}
          {...register(`${path}.includedUnits`)}
        />
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
      {isCounted && <CountedFor index={index} />}
    </>
  );
}

const WHO = [
  { value: "customer", label: "the customer as a whole" },
  { value: "member", label: "each member" },
  { value: "group", label: "each run" },
];

/** Who shares the units; a property's name is typed beside the choice. */
function CountedFor({ index }: { index: number }) {
  const { watch, setValue } = useFormContext<PlanDraftFields>();
  const path = `entitlements.${index}.per` as const;
  const per = watch(path) ?? "customer";
  const isProperty = per.startsWith(PROPERTY);
  const change = (next: string) => setValue(path, next, { shouldDirty: true });
  return (
    <>
      <DraftField path={path} label="Counted for">
        <Select
          value={isProperty ? PROPERTY : per}
          onChange={(event) => change(event.target.value)}
        >
          {WHO.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value={PROPERTY}>each value of a property</option>
        </Select>
      </DraftField>
      {isProperty && (
        <Field label="Property">
          <Input
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            placeholder="mailbox"
            value={per.slice(PROPERTY.length)}
            onChange={(event) => change(`${PROPERTY}${event.target.value}`)}
          />
        </Field>
      )}
    </>
  );
}

const PROPERTY = "property:";
