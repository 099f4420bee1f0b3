"use client";

import { useState } from "react";
import { AmountInput } from "@/components/form/amount-input";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Radio } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field, FieldSet } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { creditWords, formatCredits } from "@/lib/money/format";
import type { EventView } from "@/lib/usage/schema/event";
import { CorrectionPreview } from "./correction-preview";
import { useCorrection } from "./use-correction";

/** Counts less of an event, or nothing: what it cost too much is given back. */
export function CorrectDialog({ event }: { event: EventView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Correct or void…</Button>}
      title={`Correct ${event.eventName}`}
      description={event.customerName ?? event.externalCustomerId}
    >
      <CorrectForm event={event} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function CorrectForm({ event, onDone }: { event: EventView; onDone: () => void }) {
  const { form, submit, answer, isPending } = useCorrection(event.id, onDone);
  const { errors, isSubmitting } = form.formState;
  const [use] = event.uses;
  const mayReduce = event.uses.length === 1;
  const preview = answer?.ok ? answer.value : undefined;
  return (
    <Form form={form} onSubmit={submit} aria-label="Correct event" className="grid-cols-1">
      <FieldSet legend="What is right">
        <Radio
          label="Nothing happened"
          hint="Void it: all that it took is given back"
          value="void"
          {...form.register("kind")}
        />
        {mayReduce && <Radio label="Less happened" value="less" {...form.register("kind")} />}
      </FieldSet>
      {form.watch("kind") === "less" && (
        <Field
          label="Quantity"
          hint={`Less than ${formatCredits(use?.value ?? use?.quantity ?? "0")}`}
          error={errors.quantity?.message}
        >
          <AmountInput unit="units" {...form.register("quantity")} />
        </Field>
      )}
      <Field label="Reason" hint="Stands in the ledger for good" error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <CorrectionPreview answer={answer} pending={isPending} />
      <DialogFooter>
        <SubmitButton
          disabled={isPending || !preview}
          pending={isSubmitting}
          pendingLabel="Correcting…"
        >
          {preview ? `Give back ${creditWords(preview.creditsBack)}` : "Correct"}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
