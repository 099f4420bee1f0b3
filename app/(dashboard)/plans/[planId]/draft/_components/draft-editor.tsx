"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { Status } from "@/components/domain/status";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { type PlanDetail, PlanDraftInput, type PlanVersionView } from "@/lib/catalog/schema/plan";
import type { FeatureOption } from "../../../_components/offer";
import { CreditsCard } from "./credits-card";
import { DraftAside } from "./draft-aside";
import { IssuesProvider } from "./draft-field";
import { draftFields } from "./draft-fields";
import { FeaturesCard } from "./features-card";
import { FeesCard } from "./fees-card";
import { OverageCard } from "./overage-card";
import { SaveNote } from "./save-note";
import { useAutosave } from "./use-autosave";

/** The draft of a plan: its parts, what a customer would see of them, and what is missing. */
export function DraftEditor({
  plan,
  draft,
  features,
  creditUnit,
}: {
  plan: PlanDetail;
  draft: PlanVersionView;
  features: readonly FeatureOption[];
  creditUnit: string;
}) {
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const form = useForm({
    resolver: zodResolver(PlanDraftInput, undefined, { raw: true }),
    defaultValues: draftFields(draft),
    mode: "onBlur",
  });
  const { state, issues, save } = useAutosave(form, {
    planId: plan.id,
    savedAt: draft.updatedAt,
    issues: draft.issues,
  });
  const review = () =>
    startLeaving(async () => {
      if (await save()) router.push(`/plans/${plan.id}/draft/review`);
    });
  useShortcut({ keys: "r", label: "Review", group: "Draft", run: review });

  return (
    <FormProvider {...form}>
      <IssuesProvider value={new Map(issues.map(({ path, message }) => [path, message]))}>
        <PageHeader
          title={`${plan.name}, version ${draft.number}`}
          status={<Status value="draft" />}
          meta={<SaveNote state={state} onRetry={() => void save()} />}
          actions={
            <>
              <ButtonLink href={`/plans/${plan.id}`}>Close</ButtonLink>
              <Button variant="primary" pending={isLeaving} onClick={review}>
                Review
              </Button>
            </>
          }
        />
        <form
          aria-label="Draft"
          noValidate
          onSubmit={(event) => event.preventDefault()}
          // Whoever clicks away before the pause is over loses nothing: the field is left first.
          onBlur={() => void save()}
          className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
        >
          <div className="grid grid-cols-1 gap-4">
            <FeesCard />
            <CreditsCard creditUnit={creditUnit} />
            <FeaturesCard features={features} />
            <OverageCard />
          </div>
          <DraftAside plan={plan} issues={issues} features={features} creditUnit={creditUnit} />
        </form>
      </IssuesProvider>
    </FormProvider>
  );
}
