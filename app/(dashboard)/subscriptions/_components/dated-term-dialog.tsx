"use client";

import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AgreedOverrideInput, type OverridableView } from "@/lib/subscription/schema/override";
import { AgreedFields } from "./agreed-fields";
import { askedOf, daysOf, NO_FIELDS, type OwnFields, subjectKey } from "./override-fields";
import type { DatedTerm } from "./start-fields";
import { SubjectField } from "./subject-field";

type Adding = {
  readonly subjects: readonly OverridableView[];
  readonly currency: string;
  readonly onAdd: (term: DatedTerm) => void;
};

/** One term more, of any model and for a time; the wizard's own preview then shows what it does. */
export function DatedTermDialog(props: Adding) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" className="justify-self-start">
          Agree a term for a time…
        </Button>
      }
      title="Agree a term"
      description="In place of what the plan says, from the start or a later day on."
    >
      <TermForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function TermForm({ subjects, currency, onAdd, onDone }: Adding & { onDone: () => void }) {
  const form = useForm<OwnFields>({ defaultValues: NO_FIELDS });
  const { errors } = form.formState;
  const chosen = form.watch("subject");
  const subject = subjects.find((one) => subjectKey(one) === chosen);

  const submit = form.handleSubmit((fields) => {
    const own = subject && askedOf(subject, fields);
    if (!own) return form.setError("root", { message: "Say what is agreed" });
    const fault = AgreedOverrideInput.safeParse(own).error?.issues[0];
    if (fault) {
      const name = fault.path.join(".");
      return form.setError(name in fields ? (name as keyof OwnFields) : "root", fault);
    }
    const { sinceDay, untilDay } = daysOf(fields);
    if (sinceDay && untilDay && untilDay <= sinceDay) {
      return form.setError("untilDay", { message: "It would end before it begins" });
    }
    onAdd({ own, sinceDay, untilDay });
    onDone();
  });

  return (
    <FormProvider {...form}>
      <Form
        form={form}
        onSubmit={(event) => {
          // The wizard's form is around this one in the tree, though not on the page.
          event.stopPropagation();
          void submit(event);
        }}
        aria-label="Agree a term"
      >
        <SubjectField subjects={subjects} />
        {subject && <AgreedFields subject={subject} currency={currency} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="From" optional hint="Empty: from the start on">
            <Input type="date" {...form.register("sinceDay")} />
          </Field>
          <Field label="Until" optional hint="Empty: for good" error={errors.untilDay?.message}>
            <Input type="date" {...form.register("untilDay")} />
          </Field>
        </div>
        <DialogFooter leave="Leave it">
          <Button type="submit" variant="primary">
            Add
          </Button>
        </DialogFooter>
      </Form>
    </FormProvider>
  );
}
