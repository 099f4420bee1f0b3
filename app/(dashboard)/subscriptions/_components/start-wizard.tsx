"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { BillingDefaultsInput } from "@/lib/invoicing/schema/billing";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { startSubscriptionAction } from "../actions";
import { AddOnsStep } from "./add-ons-step";
import { BillingStep } from "./billing-step";
import { DatedTermsStep, type Overridables } from "./dated-terms-step";
import { NoPlan } from "./no-plan";
import { OwnTermsStep } from "./own-terms-step";
import { PiecesStep } from "./pieces-step";
import { PlanStep } from "./plan-step";
import { startDeed } from "./start-deed";
import { StartFields } from "./start-fields";
import { StartPreviewPane } from "./start-preview-pane";
import { TierStep } from "./tier-step";
import { TimingStep } from "./timing-step";
import { useStartPreview } from "./use-start-preview";

type WizardProps = {
  readonly customer: { readonly id: string; readonly name: string; readonly timezone: string };
  readonly offers: readonly OfferView[];
  readonly overridables: Overridables;
  /** What the settings say where the start says nothing. */
  readonly billing: BillingDefaultsInput;
  readonly planId?: string | null;
};

/** Puts a customer on a plan: what is chosen on the left, what it does beside it, as the server reckons it. */
export function StartWizard(props: WizardProps) {
  const { customer, offers, planId } = props;
  const router = useRouter();
  const plans = offers.filter(({ kind }) => kind === "PLAN");
  const form = useForm({
    resolver: zodResolver(StartFields, undefined, { raw: true }),
    defaultValues: {
      customerId: customer.id,
      planId: (plans.find((offer) => offer.planId === planId) ?? plans[0])?.planId ?? "",
      startsAt: null,
      billingCycle: "ANNIVERSARY",
      billingPeriod: null,
      tiers: {},
      quantities: {},
      addOns: [],
      overrides: {},
      ownTerms: [],
      // Names the start meant, so that a double click or a retry starts once.
      reference: newReference(),
    } as StartFields,
  });
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  const preview = useStartPreview(form);

  const submit = form.handleSubmit(async (start: StartFields) => {
    if (!preview.value) return;
    const { fingerprint } = preview.value;
    const result = await startSubscriptionAction({ start, fingerprint });
    if (!result.ok) {
      if (result.problem.code === "stale_preview") await preview.refresh();
      return applyProblem(form, result.problem, { prefix: "start." });
    }
    toast.success(`${customer.name} is on ${result.value.planName}`);
    router.push(`/subscriptions/${result.value.id}`);
  });

  if (plans.length === 0) return <NoPlan />;
  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Start subscription">
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <Steps {...props} />
          <div className="grid grid-cols-1 gap-4 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:grid-rows-[minmax(0,1fr)_auto]">
            <ScrollRegion aria-label="Preview" className="lg:overflow-auto">
              <StartPreviewPane preview={preview} zone={customer.timezone} />
            </ScrollRegion>
            <SubmitButton
              size="lg"
              className="h-auto min-h-10 w-full whitespace-normal py-2 pointer-coarse:h-auto pointer-coarse:min-h-11"
              pending={isSubmitting || isSubmitSuccessful}
              pendingLabel="Starting…"
              disabled={!preview.value || preview.isPending}
            >
              {preview.value ? startDeed(preview.value) : "Start subscription"}
            </SubmitButton>
          </div>
        </div>
      </Form>
    </FormProvider>
  );
}

function Steps({ customer, offers, overridables, billing }: WizardProps) {
  const plans = offers.filter(({ kind }) => kind === "PLAN");
  return (
    <div className="grid grid-cols-1 gap-6">
      <Step number={1} title="Plan">
        <PlanStep plans={plans} />
        <TierStep plans={plans} />
        <PiecesStep plans={plans} />
        <AddOnsStep offers={offers} />
      </Step>
      <Step number={2} title="Timing">
        <TimingStep zone={customer.timezone} />
      </Step>
      <Step number={3} title="Billing method">
        <BillingStep defaults={billing} />
      </Step>
      <Step number={4} title="Terms">
        <OwnTermsStep plans={plans} />
        <DatedTermsStep plans={plans} overridables={overridables} />
      </Step>
    </div>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="flex items-center gap-2 font-semibold text-base">
        <span
          aria-hidden
          className="numerals grid size-6 place-items-center rounded-full bg-sunken text-muted text-xs"
        >
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}
