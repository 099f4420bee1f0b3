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
import { DraftAside } from "./draft-aside";
import { IssuesProvider } from "./draft-field";
import { draftFields } from "./draft-fields";
import { DraftParts } from "./draft-parts";
import { FeatureOptionsContext } from "./feature-options";
import { SaveNote } from "./save-note";
import { useAutosave } from "./use-autosave";

/** The draft of a plan: its parts, what a customer would see of them, and what is missing. */
export function DraftEditor({
  plan,
  draft,
  features,
  units,
}: {
  plan: PlanDetail;
  draft: PlanVersionView;
  features: readonly FeatureOption[];
  units: { readonly creditUnit: string; readonly creditUnits: readonly string[] };
}) {
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const form = useForm({
    resolver: zodResolver(PlanDraftInput, undefined, { raw: true }),
    defaultValues: draftFields(draft),
    mode: "onBlur",
  });
  const { state, issues, save, showFaults } = useAutosave(form, {
    planId: plan.id,
    savedAt: draft.updatedAt,
    issues: draft.issues,
  });
  const review = () =>
    startLeaving(async () => {
      if (await save()) return router.push(`/plans/${plan.id}/draft/review`);
      showFaults();
    });
  useShortcut({ keys: "r", label: "Review", group: "Draft", run: review });

  const faults = new Map(issues.map(({ path, message }) => [path, message]));

  return (
    <FormProvider {...form}>
      <IssuesProvider value={faults}>
        <FeatureOptionsContext value={features}>
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
            className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[10rem_minmax(0,1fr)_20rem]"
          >
            <DraftParts plan={plan} issues={issues} units={units} features={features} />
            <DraftAside plan={plan} issues={issues} features={features} units={units} />
          </form>
        </FeatureOptionsContext>
      </IssuesProvider>
    </FormProvider>
  );
}
