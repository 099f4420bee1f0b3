"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { DraftIssue, PlanDetail, PlanDraftFields } from "@/lib/catalog/schema/plan";
import { type FeatureOption, offerOfFields } from "../../../_components/offer";
import { OfferPreview } from "../../../_components/offer-preview";
import { IssueList } from "./issue-list";

/** Beside the fields: what is missing, what customers would see, what the first day would bring. */
export function DraftAside({
  plan,
  issues,
  features,
  units,
}: {
  plan: PlanDetail;
  issues: readonly DraftIssue[];
  features: readonly FeatureOption[];
  units: { readonly creditUnit: string };
}) {
  const { control, getValues } = useFormContext<PlanDraftFields>();
  useWatch({ control });
  const offer = offerOfFields(getValues(), features, units.creditUnit);
  return (
    <aside aria-label="Preview" className="grid grid-cols-1 gap-4 lg:sticky lg:top-16">
      <IssueList issues={issues} />
      <OfferPreview name={plan.name} description={plan.description} offer={offer} />
    </aside>
  );
}
