"use client";

import { toast } from "sonner";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { ActionResult } from "@/lib/transport/result";
import type { ClosingPreview, UsageSettingsView } from "@/lib/usage/schema/settings";
import { useClosing } from "./use-closing";

/** Closes the time through a day, or opens it again, after a look at what still belongs to it. */
export function ClosingForm({ settings }: { settings: UsageSettingsView }) {
  const { form, submit, answer, isPending, through } = useClosing(settings, (day) =>
    toast.success(day === "" ? "Everything is open" : `Closed through ${day}`),
  );
  const { errors, isSubmitting } = form.formState;
  return (
    <Form form={form} onSubmit={submit} aria-label="Close a period" className="max-w-md">
      <Field
        label="Close through"
        hint="The last day that is closed. Empty opens everything again."
        error={errors.through?.message}
      >
        <Input type="date" max={settings.today} className="w-44" {...form.register("through")} />
      </Field>
      <Field label="Reason" hint="Stands in the audit log for good" error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <Unfinished answer={answer} pending={isPending} />
      <div>
        <SubmitButton
          disabled={isPending || !answer?.ok}
          pending={isSubmitting}
          pendingLabel="Closing…"
        >
          {deedOf(through, settings)}
        </SubmitButton>
      </div>
    </Form>
  );
}

function deedOf(through: string, { closedThrough }: UsageSettingsView): string {
  if (through !== "") return `Close through ${through}`;
  return closedThrough === null ? "Close" : "Open everything";
}

/** What of that time is not done yet. */
function Unfinished({
  answer,
  pending,
}: {
  answer: ActionResult<ClosingPreview> | undefined;
  pending: boolean;
}) {
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  if (!answer) return null;
  const { through, draftInvoices, refusedEvents, unmatchedEvents, arrivedLately } = answer.value;
  if (through === null) return null;
  const lines = [
    ["Draft invoices", draftInvoices, "of periods that end in it"],
    ["Refused events", refusedEvents, "replayed later, they count as of then"],
    ["Unmatched events", unmatchedEvents, "no customer or feature takes them yet"],
    ["Came in the last day", arrivedLately, "of that time: more may be on their way"],
  ] as const;
  return (
    <Preview title="Not done in it yet" pending={pending}>
      {lines.map(([label, count, note]) => (
        <PreviewLine key={label} label={label} note={note} strong={count > 0}>
          {count.toLocaleString("en")}
        </PreviewLine>
      ))}
    </Preview>
  );
}
