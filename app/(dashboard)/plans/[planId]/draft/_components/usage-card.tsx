"use client";

import { Plus } from "lucide-react";
import { useContext } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { MODEL_WORDS } from "../../../_components/plan-words";
import { useCharges } from "./charge-list";
import { DraftField, PartFault } from "./draft-field";
import { newUsageCharge } from "./draft-fields";
import { FeatureOptionsContext } from "./feature-options";
import { LookupKeyField } from "./fees-card";
import { MoreFields } from "./more-fields";
import { PricingFields } from "./pricing-fields";
import { RemoveButton } from "./remove-button";
import { SectionCard } from "./section-card";
import { UnitSelect } from "./unit-select";
import { UsageBounds } from "./usage-bounds";

/** Prices of use that take the place of the features' own. */
export function UsageCard({ creditUnits }: { creditUnits: readonly string[] }) {
  const { own, next, append, remove } = useCharges("USAGE");
  const { watch } = useFormContext<PlanDraftFields>();
  const metered = useContext(FeatureOptionsContext).filter(({ type }) => type === "METERED");
  const priced = new Set(
    (watch("charges") ?? []).map((charge) => (charge.kind === "USAGE" ? charge.featureId : "")),
  );
  const [free] = metered.filter(({ id }) => !priced.has(id));
  const add = () =>
    free && append(newUsageCharge(free.id), { focusName: `charges.${next}.featureId` });
  return (
    <SectionCard
      id="usage"
      title="Usage charges"
      description="What use of a feature costs on this plan, in money or in credits; without one, the feature's own cost counts."
      actions={
        <Button size="sm" disabled={!free} onClick={add}>
          <Plus aria-hidden />
          Add usage charge
        </Button>
      }
    >
      {own.length === 0 ? (
        <p className="text-muted text-sm">
          {metered.length === 0
            ? "There are no metered features yet."
            : "Every feature costs its own credits."}
        </p>
      ) : (
        <ul className="grid gap-6 divide-y [&>li+li]:pt-6">
          {own.map(({ row, index }, place) => (
            <li key={row} className="flex items-start gap-2">
              <UsageFields index={index} creditUnits={creditUnits} />
              <RemoveButton
                label={`Remove usage charge ${place + 1}`}
                onClick={() => remove(index)}
              />
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function UsageFields({ index, creditUnits }: { index: number; creditUnits: readonly string[] }) {
  const { register, getValues, setValue } = useFormContext<PlanDraftFields>();
  const metered = useContext(FeatureOptionsContext).filter(({ type }) => type === "METERED");
  const path = `charges.${index}` as const;
  /** Steps have none, and show none: what another model had must not stand in the way unseen. */
  const forgetUnitPrices = () => {
    if (getValues(`${path}.model`) !== "STAIRSTEP") return;
    const tiers = getValues(`${path}.tiers`) ?? [];
    for (const place of tiers.keys()) setValue(`${path}.tiers.${place}.unitAmount`, "0");
  };
  return (
    <div className="grid min-w-0 flex-1 grid-cols-1 gap-3">
      <div className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
        <DraftField path={`${path}.featureId`} label="Feature">
          <Select {...register(`${path}.featureId`)}>
            {metered.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </DraftField>
        <DraftField path={`${path}.model`} label="Model">
          <Select {...register(`${path}.model`, { onChange: forgetUnitPrices })}>
            {Object.entries(MODEL_WORDS).map(([model, words]) => (
              <option key={model} value={model}>
                {words}
              </option>
            ))}
          </Select>
        </DraftField>
        <UnitSelect path={`${path}.creditUnit`} creditUnits={creditUnits} />
        <PricingFields index={index} />
      </div>
      <PartFault path={`${path}.tiers`} />
      <MoreFields label="Free units, bounds, payment, name and key">
        <UsageBounds index={index} />
        <DraftField path={`${path}.name`} label="Name on the invoice" optional>
          <Input autoComplete="off" {...register(`${path}.name`)} />
        </DraftField>
        <LookupKeyField index={index} />
      </MoreFields>
    </div>
  );
}
