"use client";

import { Plus } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { AskedFields } from "./asked-fields";
import { useCharges } from "./charge-list";
import { DraftField } from "./draft-field";
import { newTiers } from "./draft-fields";
import { ExpiryFields } from "./expiry-fields";
import { LookupKeyField } from "./fees-card";
import { LifeFields } from "./life-fields";
import { MoreFields } from "./more-fields";
import { RemoveButton } from "./remove-button";
import { SectionCard } from "./section-card";
import { TierTable } from "./tier-table";

type Units = { readonly creditUnit: string; readonly creditUnits: readonly string[] };

/** Credits in steps: a subscriber chooses one, and pays its whole price. */
export function TiersCard(units: Units) {
  const { own, next, append, remove } = useCharges("CREDITS");
  const add = () => append(newTiers(), { focusName: `charges.${next}.tiers.0.credits` });
  return (
    <SectionCard
      id="tiers"
      title="Credit tiers"
      description="Credits for a price, in steps; the customer chooses one when they subscribe."
      actions={
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Add tiers
        </Button>
      }
    >
      {own.length === 0 ? (
        <p className="text-muted text-sm">The plan has no steps to choose from.</p>
      ) : (
        <ul className="grid gap-6 divide-y [&>li+li]:pt-6">
          {own.map(({ row, index }, place) => (
            <li key={row} className="flex items-start gap-2">
              <TiersFields index={index} {...units} />
              <RemoveButton label={`Remove tiers ${place + 1}`} onClick={() => remove(index)} />
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function TiersFields({ index, creditUnit, creditUnits }: { index: number } & Units) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}` as const;
  const isShared = watch(`${path}.cadence`) === "MONTHLY" && watch(`${path}.period`) !== "MONTHLY";
  return (
    <div className="grid min-w-0 flex-1 grid-cols-1 gap-3">
      <div className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
        <AskedFields index={index} />
        <DraftField path={`${path}.cadence`} label="Credits come">
          <Select {...register(`${path}.cadence`)}>
            <option value="PERIOD_START">all at the start of the period</option>
            <option value="MONTHLY">each month, in equal shares</option>
          </Select>
        </DraftField>
        <ExpiryFields
          path={`${path}.gives`}
          ownPeriod={isShared ? "MONTHLY" : (watch(`${path}.period`) ?? "MONTHLY")}
        />
      </div>
      <TierTable index={index} />
      <MoreFields label="Unit, name, kind, rollover and what they pay for">
        <DraftField path={`${path}.creditUnit`} label="Credit unit">
          <Select {...register(`${path}.creditUnit`, { setValueAs: (unit) => unit || null })}>
            {watch(`${path}.creditUnit`) ? null : <option value="">{creditUnit}</option>}
            {creditUnits.map((unit) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </Select>
        </DraftField>
        <DraftField path={`${path}.name`} label="Name on the invoice" optional>
          <Input autoComplete="off" {...register(`${path}.name`)} />
        </DraftField>
        <LookupKeyField index={index} />
        <LifeFields path={`${path}.gives`} isOnce={false} />
      </MoreFields>
    </div>
  );
}
