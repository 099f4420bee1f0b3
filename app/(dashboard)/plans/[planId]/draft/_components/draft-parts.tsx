"use client";

import { useFormContext } from "react-hook-form";
import type { DraftIssue, PlanDetail, PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { FeatureOption } from "../../../_components/offer";
import { BasicsCard } from "./basics-card";
import { ChargesProvider, useChargeArray } from "./charge-list";
import { CommitmentCard } from "./commitment-card";
import { CreditsCard } from "./credits-card";
import { DraftOutline } from "./draft-outline";
import { FeaturesCard } from "./features-card";
import { FeesCard } from "./fees-card";
import { OverageCard } from "./overage-card";
import { sectionOfKind } from "./sections";
import { TiersCard } from "./tiers-card";
import { UsageCard } from "./usage-card";

/** The outline and the form: two of the editor's three columns. */
export function DraftParts({
  plan,
  issues,
  features,
  units,
}: {
  plan: PlanDetail;
  issues: readonly DraftIssue[];
  features: readonly FeatureOption[];
  units: { readonly creditUnit: string; readonly creditUnits: readonly string[] };
}) {
  const { getValues } = useFormContext<PlanDraftFields>();
  const charges = useChargeArray();
  const sectionOfCharge = (index: number) =>
    sectionOfKind(getValues(`charges.${index}.kind`) as "RECURRING" | undefined);
  return (
    <ChargesProvider value={charges}>
      <DraftOutline kind={plan.kind} issues={issues} sectionOfCharge={sectionOfCharge} />
      <div className="grid grid-cols-1 gap-4">
        <BasicsCard plan={plan} />
        <FeesCard creditUnits={units.creditUnits} />
        <TiersCard {...units} />
        <CreditsCard creditUnit={units.creditUnit} />
        <UsageCard creditUnits={units.creditUnits} />
        <FeaturesCard features={features} />
        <OverageCard />
        {plan.kind === "PLAN" && <CommitmentCard creditUnits={units.creditUnits} />}
      </div>
    </ChargesProvider>
  );
}
