"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { type ChangeFields, ChangeInput } from "@/lib/subscription/schema/change";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { PlanStep } from "../../../_components/plan-step";
import { TierStep } from "../../../_components/tier-step";
import { changeSubscriptionAction } from "../actions";
import { changeDeed } from "./change-deed";
import { isAsItIs, unchanged } from "./change-fields";
import { ChangePreviewPane } from "./change-preview-pane";
import { TermsStep } from "./terms-step";
import { useChangePreview } from "./use-change-preview";

/** Another plan or tier: what is chosen on the left, what it does beside it, as the server reckons it. */
export function ChangeForm({
  subscription,
  offers,
}: {
  subscription: SubscriptionView;
  offers: readonly OfferView[];
}) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(ChangeInput, undefined, { raw: true }),
    // The reference names the change meant, so that a double click or a retry changes once.
    defaultValues: unchanged(subscription, newReference()),
  });
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  const { setValue } = form;
  const preview = useChangePreview(form, subscription.id);
  const shown = preview.value;
  const planId = form.watch("planId");
  // When it happens follows from the plan, until one says.
  useEffect(() => {
    if (planId) setValue("when", null);
  }, [planId, setValue]);

  const submit = form.handleSubmit(async (change: ChangeFields) => {
    if (!shown) return;
    const asked = { subscriptionId: subscription.id, change, fingerprint: shown.fingerprint };
    const result = await changeSubscriptionAction(asked);
    if (!result.ok) {
      if (result.problem.code === "stale_preview") await preview.refresh();
      return applyProblem(form, result.problem, { prefix: "change." });
    }
    const { status, successorId, outcome } = result.value;
    toast.success(
      status === "SCHEDULED"
        ? `${outcome.to.planName} starts at the end of the period`
        : `${subscription.customerName} is on ${outcome.to.planName}`,
    );
    router.push(`/subscriptions/${successorId ?? subscription.id}`);
  });

  const usual = shown && (shown.change.status === "SCHEDULED" ? "period_end" : "now");
  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Change plan">
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <div className="grid grid-cols-1 gap-6">
            <PlanStep plans={offers} />
            <TierStep plans={offers} />
            <TermsStep subscription={subscription} usual={usual} />
          </div>
          <div className="grid grid-cols-1 gap-4 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:grid-rows-[minmax(0,1fr)_auto]">
            <ScrollRegion aria-label="Preview" className="lg:overflow-auto">
              <ChangePreviewPane
                preview={preview}
                zone={subscription.zone}
                isAsItIs={isAsItIs(form.watch(), subscription)}
              />
            </ScrollRegion>
            <SubmitButton
              size="lg"
              className="h-auto min-h-10 w-full whitespace-normal py-2 pointer-coarse:h-auto pointer-coarse:min-h-11"
              pending={isSubmitting || isSubmitSuccessful}
              pendingLabel="Changing…"
              disabled={!shown || preview.isPending}
            >
              {shown ? changeDeed(shown.change, subscription.zone) : "Change plan"}
            </SubmitButton>
          </div>
        </div>
      </Form>
    </FormProvider>
  );
}
