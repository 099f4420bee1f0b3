"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { CustomerChanges, type CustomerFields, type CustomerView } from "@/lib/customer/schema";
import { AddressFields, IdentityFields } from "../../_components/customer-fields";
import { updateCustomerAction } from "../../actions";

export function EditCustomerForm({
  customer,
  onDone,
}: {
  customer: CustomerView;
  onDone: () => void;
}) {
  const { externalId, name, email, timezone, address } = customer;
  const form = useForm<CustomerFields, unknown, CustomerFields>({
    // Empty fields are changes too: what is sent is all that the form shows.
    resolver: zodResolver(CustomerChanges.required({ externalId: true }), undefined, { raw: true }),
    defaultValues: { externalId, name, email, timezone, address },
  });
  const { isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (changes) => {
    const result = await updateCustomerAction({ customerId: customer.id, changes });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "changes." });
    toast.success(`Saved ${result.value.name}`);
    onDone();
  });

  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Edit customer">
        <IdentityFields zone={customer.timezone} />
        <section className="grid gap-4 border-t pt-4">
          <h3 className="font-medium text-sm">Billing address</h3>
          <AddressFields />
        </section>
        <DialogFooter>
          <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
            Save changes
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormProvider>
  );
}
