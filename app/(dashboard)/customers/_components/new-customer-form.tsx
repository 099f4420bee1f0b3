"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { type CustomerFields, CustomerInput } from "@/lib/customer/schema";
import type { TestClockView } from "@/lib/test-clock/schema";
import { createCustomerAction } from "../actions";
import { ClockField } from "./clock-field";
import { AddressFields, BLANK_CUSTOMER, IdentityFields } from "./customer-fields";

export function NewCustomerForm({
  zone,
  clocks,
  clockId,
  externalId,
}: {
  zone: string;
  /** Of a sandbox; none where all customers live at real time. */
  clocks: readonly TestClockView[];
  /** Chosen by the page before; empty: none. */
  clockId: string;
  /** As events name it; empty: to be typed. */
  externalId: string;
}) {
  const router = useRouter();
  const form = useForm<CustomerFields, unknown, CustomerFields>({
    // `raw`: the browser checks the fields but sends them as typed; the server parses them again.
    resolver: zodResolver(CustomerInput, undefined, { raw: true }),
    defaultValues: { ...BLANK_CUSTOMER, testClockId: clockId, externalId },
  });
  const { isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (customer) => {
    const result = await createCustomerAction({ customer });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "customer." });
    toast.success(`Created ${result.value.name}`);
    router.push(`/customers/${result.value.id}`);
  });

  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="New customer" className="max-w-3xl gap-6">
        <Card title="Who it is">
          <div className="grid gap-4 sm:grid-cols-2">
            <IdentityFields zone={zone} />
            {clocks.length > 0 && <ClockField clocks={clocks} />}
          </div>
        </Card>
        <Card title="Billing address" description="Stands on its invoices.">
          <div className="grid gap-4 sm:grid-cols-2">
            <AddressFields />
          </div>
        </Card>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <ButtonLink href="/customers">Cancel</ButtonLink>
          <SubmitButton pending={isSubmitting || isSubmitSuccessful} pendingLabel="Creating…">
            Create customer
          </SubmitButton>
        </div>
      </Form>
    </FormProvider>
  );
}
