"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { Empty } from "@/components/domain/empty";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import type { PlanRow } from "@/lib/catalog/schema/plan";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { StartPreview } from "@/lib/subscription/schema";
import { startSubscriptionAction } from "../actions";
import { PlanChoice } from "./plan-choice";
import { StartFields } from "./start-fields";
import { StartPreviewPane } from "./start-preview-pane";
import { TermFields } from "./term-fields";
import { useStartPreview } from "./use-start-preview";

/**
 * Puts a customer on a plan, with the first invoice and the credits to come beside it, as the
 * server reckons them. For a page or a wide dialog.
 */
export function StartSubscriptionForm({
  customer,
  plans,
  planId,
  onStarted,
}: {
  customer: { readonly id: string; readonly name: string; readonly timezone: string };
  /** Published ones. */
  plans: readonly PlanRow[];
  planId?: string | null;
  /** Without it, the new subscription is opened. */
  onStarted?: (subscriptionId: string) => void;
}) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(StartFields, undefined, { raw: true }),
    defaultValues: {
      customerId: customer.id,
      planId: plans.find(({ id }) => id === planId)?.id ?? plans[0]?.id ?? "",
      startsAt: null,
      billingCycle: "ANNIVERSARY",
      billingPeriod: null,
      // Names the start meant, so that a double click or a retry starts once.
      reference: newReference(),
    } as StartFields,
  });
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  const preview = useStartPreview(form);

  const submit = form.handleSubmit(async (start: StartFields) => {
    const result = await startSubscriptionAction({ start });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "start." });
    toast.success(`${customer.name} is on ${result.value.planName}`);
    if (onStarted) onStarted(result.value.id);
    else router.push(`/subscriptions/${result.value.id}`);
  });

  if (plans.length === 0) return <NoPlan />;
  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Start subscription">
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <div className="grid grid-cols-1 gap-6">
            <PlanChoice plans={plans} />
            <TermFields plans={plans} zone={customer.timezone} />
          </div>
          <div className="grid grid-cols-1 gap-4 lg:sticky lg:top-16">
            <StartPreviewPane preview={preview} zone={customer.timezone} />
            <SubmitButton
              size="lg"
              className="w-full whitespace-normal"
              pending={isSubmitting || isSubmitSuccessful}
              pendingLabel="Starting…"
              disabled={!preview.value}
            >
              {preview.value ? deedOf(preview.value) : "Start subscription"}
            </SubmitButton>
          </div>
        </div>
      </Form>
    </FormProvider>
  );
}

/** The deed in money and credits. */
function deedOf({ total, currency, grantsNow }: StartPreview): string {
  const credits = decimalText(
    grantsNow.reduce((sum, grant) => sum + (parseDecimal(grant.credits) ?? 0n), 0n),
  );
  const money = /[1-9]/.test(total) ? `Invoice ${formatMoney(total, currency)}` : "Start";
  return /[1-9]/.test(credits) ? `${money} and grant ${formatCredits(credits)} credits` : money;
}

const NoPlan = () => (
  <Empty
    title="No plan is published yet"
    action={
      <ButtonLink href="/plans" variant="primary">
        Plans
      </ButtonLink>
    }
  >
    A customer can only be put on a published plan.
  </Empty>
);
