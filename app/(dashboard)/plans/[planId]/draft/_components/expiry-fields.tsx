"use client";

import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { EXPIRATION_UNITS } from "@/lib/catalog/schema/grant-life";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { periodWord } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";

/** When unused credits of a grant end. */
export function ExpiryFields({ index, isOnce }: { index: number; isOnce: boolean }) {
  const { register, watch, setValue } = useFormContext<PlanDraftFields>();
  const path = `grants.${index}` as const;
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
          {!isOnce && (
            <option value="GRANT_PERIOD">
              end with the {periodWord(watch(`${path}.period`) ?? "MONTHLY")}
            </option>
          )}
          <option value="BILLING_CYCLE">end with the billing period</option>
          <option value="DURATION">end after a time</option>
          <option value="NEVER">never end</option>
        </Select>
      </DraftField>
      {isTerm && (
        <div className="grid grid-cols-2 gap-2">
          <DraftField path={`${path}.expirationDuration`} label="After">
            <Input
              type="number"
              min={1}
              inputMode="numeric"
              className="numerals"
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
  typed === "" || typed === null ? null : /^\d{1,6}$/.test(String(typed)) ? Number(typed) : typed;
