"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { DraftIssue, PlanDetail, PlanDraftFields } from "@/lib/catalog/schema/plan";
import { FirstInvoice } from "../../../_components/first-invoice";
import { type FeatureOption, offerOfFields } from "../../../_components/offer";
import { OfferCard } from "../../../_components/offer-card";
import { IssueList } from "./issue-list";

/** Beside the fields: what is missing, what customers would see, what the first day would bring. */
export function DraftAside({
  plan,
  issues,
  features,
  creditUnit,
}: {
  plan: PlanDetail;
  issues: readonly DraftIssue[];
  features: readonly FeatureOption[];
  creditUnit: string;
}) {
  const { control, getValues } = useFormContext<PlanDraftFields>();
  useWatch({ control });
  const offer = offerOfFields(getValues(), features, creditUnit);
  return (
    <aside aria-label="Preview" className="grid grid-cols-1 gap-4 lg:sticky lg:top-16">
      <IssueList issues={issues} />
      <div className="grid gap-2">
        <h2 className="font-medium text-muted text-xs">As customers see it</h2>
        <OfferCard name={plan.name} description={plan.description} offer={offer} />
      </div>
      <FirstInvoice offer={offer} />
    </aside>
  );
}
