"use client";

import { Plus } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { BILLING_PERIODS } from "@/lib/catalog/schema/charge";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { PERIOD_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";
import { newGrant } from "./draft-fields";
import { ExpiryFields } from "./expiry-fields";
import { LifeFields } from "./life-fields";
import { MoreFields } from "./more-fields";
import { RemoveButton } from "./remove-button";
import { SectionCard } from "./section-card";

/** The credits that subscribers get by themselves. */
export function CreditsCard({ creditUnit }: { creditUnit: string }) {
  const { control } = useFormContext<PlanDraftFields>();
  const { fields, append, remove } = useFieldArray({ control, name: "grants", keyName: "row" });
  const addGrant = () => append(newGrant(), { focusName: `grants.${fields.length}.credits` });
  return (
    <SectionCard
      id="credits"
      title="Credits"
      description="Given by themselves, in their own rhythm: monthly on an annual plan too."
      actions={
        <Button size="sm" onClick={addGrant}>
          <Plus aria-hidden />
          Add credits
        </Button>
      }
    >
      {fields.length === 0 ? (
        <p className="text-muted text-sm">No credits come with the plan by themselves.</p>
      ) : (
        <ul className="grid gap-4 divide-y [&>li+li]:pt-4">
          {fields.map((field, index) => (
            <li key={field.row} className="flex items-start gap-2">
              <GrantFields index={index} creditUnit={field.creditUnit ?? creditUnit} />
              <RemoveButton label={`Remove credits ${index + 1}`} onClick={() => remove(index)} />
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function GrantFields({ index, creditUnit }: { index: number; creditUnit: string }) {
  const { register, watch, setValue } = useFormContext<PlanDraftFields>();
  const path = `grants.${index}` as const;
  const isOnce = watch(`${path}.cadence`) === "ONETIME";
  /** One list of how often; the form keeps cadence and period apart. */
  const changeRhythm = (rhythm: string) => {
    const isNowOnce = rhythm === "ONCE";
    setValue(`${path}.cadence`, isNowOnce ? "ONETIME" : "RECURRING", { shouldDirty: true });
    if (!isNowOnce) setValue(`${path}.period`, periodOf(rhythm), { shouldDirty: true });
    const ends = watch(`${path}.expirationKind`);
    if (isNowOnce && ends === "GRANT_PERIOD") {
      setValue(`${path}.expirationKind`, "BILLING_CYCLE", { shouldDirty: true });
    }
    if (!isNowOnce && ends === "TRIAL") {
      setValue(`${path}.expirationKind`, "GRANT_PERIOD", { shouldDirty: true });
    }
  };
  return (
    <div className="grid min-w-0 flex-1 gap-3">
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <DraftField path={`${path}.credits`} label="Amount">
          <AmountInput unit={creditUnit} {...register(`${path}.credits`)} />
        </DraftField>
        <DraftField path={`${path}.period`} label="Given">
          <Select
            value={isOnce ? "ONCE" : watch(`${path}.period`)}
            onChange={(event) => changeRhythm(event.target.value)}
          >
            {BILLING_PERIODS.map((period) => (
              <option key={period} value={period}>
                every {PERIOD_WORDS[period]}
              </option>
            ))}
            <option value="ONCE">once, at the start</option>
          </Select>
        </DraftField>
        <ExpiryFields
          path={path}
          ownPeriod={isOnce ? null : (watch(`${path}.period`) ?? "MONTHLY")}
        />
      </div>
      <MoreFields label="Name, kind, priority, rollover and what they pay for">
        <DraftField path={`${path}.name`} label="Name" optional>
          <Input autoComplete="off" placeholder="Monthly credits" {...register(`${path}.name`)} />
        </DraftField>
        <LifeFields path={path} isOnce={isOnce} />
      </MoreFields>
    </div>
  );
}

const periodOf = (text: string) => BILLING_PERIODS.find((period) => period === text) ?? "MONTHLY";
