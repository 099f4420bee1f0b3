"use client";

import { useFormContext } from "react-hook-form";
import { Select } from "@/components/ui/select";
import { EXPIRATION_UNITS } from "@/lib/catalog/schema/grant-life";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { periodWord } from "../../../_components/plan-words";
import { CountInput } from "./count-input";
import { DraftField } from "./draft-field";

/** Where the form says how credits live: a grant, or what tiers give. */
export type LifePath = `grants.${number}` | `charges.${number}.gives`;

/** When unused credits end. */
export function ExpiryFields({
  path,
  ownPeriod,
}: {
  path: LifePath;
  /** How often the credits come; null: once, at the start. */
  ownPeriod: string | null;
}) {
  const { register, watch, setValue } = useFormContext<PlanDraftFields>();
  const isTerm = watch(`${path}.expirationKind`) === "DURATION";
  const startTerm = (kind: string) => {
    if (kind !== "DURATION" || watch(`${path}.expirationDuration`)) return;
    setValue(`${path}.expirationDuration`, 90);
    setValue(`${path}.expirationUnit`, "DAY");
  };
  return (
    <>
      <DraftField path={`${path}.expirationKind`} label="Unused credits">
        <Select
          {...register(`${path}.expirationKind`, {
            onChange: (event) => startTerm(event.target.value),
          })}
        >
          {ownPeriod !== null && (
            <option value="GRANT_PERIOD">end with the {periodWord(ownPeriod)}</option>
          )}
          <option value="BILLING_CYCLE">end with the billing period</option>
          <option value="DURATION">end after a time</option>
          <option value="NEVER">never end</option>
          {ownPeriod === null && <option value="TRIAL">end with the trial</option>}
        </Select>
      </DraftField>
      {isTerm && (
        <div className="grid grid-cols-2 gap-2">
          <DraftField path={`${path}.expirationDuration`} label="After">
            <CountInput
              min={1}
              {...register(`${path}.expirationDuration`, { setValueAs: asCount })}
            />
          </DraftField>
          <DraftField path={`${path}.expirationUnit`} label="Unit">
            <Select {...register(`${path}.expirationUnit`)}>
              {EXPIRATION_UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {unit.toLowerCase()}s
                </option>
              ))}
            </Select>
          </DraftField>
        </div>
      )}
    </>
  );
}

/** A count, not an amount; what is no whole number stays as typed for the schema to refuse. */
export const asCount = (typed: unknown): unknown =>
  typed === "" || typed === null ? null : /^\d{1,7}$/.test(String(typed)) ? Number(typed) : typed;
