"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import * as z from "zod";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import {
  MigrateInput,
  type MigrationDryRun,
  type MigrationView,
} from "@/lib/subscription/schema/migration";
import { migrateSubscribersAction } from "../actions";

/** The last word before many are moved: the plan's name once more, and why. */
export function MoveDialog({
  dryRun,
  when,
  isRunning,
}: {
  dryRun: MigrationDryRun;
  when: MigrationView["when"];
  isRunning: boolean;
}) {
  const [open, setOpen] = useState(false);
  const { total, planName, versionNumber } = dryRun;
  const subscribers = countWords(total);
  if (total === 0) return <Button disabled>Nobody to move</Button>;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      width="sm"
      trigger={
        <Button variant="primary" disabled={isRunning}>
          {isRunning ? "They are being moved…" : `Move ${subscribers}…`}
        </Button>
      }
      title={`Move ${subscribers}?`}
      description={`To version ${versionNumber} of ${planName}, ${when === "now" ? "now" : "at each one’s next renewal"}.`}
    >
      <MoveForm dryRun={dryRun} when={when} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

const countWords = (total: number) => (total === 1 ? "1 subscriber" : `${total} subscribers`);

function MoveForm({
  dryRun: { planId, planName, total, fingerprint },
  when,
  onDone,
}: {
  dryRun: MigrationDryRun;
  when: MigrationView["when"];
  onDone: () => void;
}) {
  const router = useRouter();
  const Fields = z.object({
    name: z.string().refine((name) => name.trim() === planName, `Type ${planName}`),
    reason: MigrateInput.shape.reason,
  });
  const form = useForm({
    resolver: zodResolver(Fields, undefined, { raw: true }),
    defaultValues: { name: "", reason: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ reason }) => {
    const result = await migrateSubscribersAction({ planId, when, reason, fingerprint });
    router.refresh();
    if (!result.ok) return applyProblem(form, result.problem);
    toast.success("They are being moved");
    onDone();
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="Move subscribers">
      <Field label={`Type ${planName} to confirm`} error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Starting…">
          {`Move ${countWords(total)}`}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
