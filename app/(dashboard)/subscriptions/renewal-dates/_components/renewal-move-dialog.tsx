"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import * as z from "zod";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { plainLines } from "@/lib/text/schema";
import { moveRenewalDatesAction } from "../actions";
import { askedOf, type Meant, useMovePreview } from "./use-move-preview";

const countWords = (count: number) => (count === 1 ? "1 subscription" : `${count} subscriptions`);

/** The last word before many are moved: how many can be, and why. */
export function RenewalMoveDialog({
  count,
  isDisabled,
  ...meant
}: Meant & { readonly count: number; readonly isDisabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      width="sm"
      trigger={
        <Button variant="primary" disabled={isDisabled}>
          {`Move ${countWords(count)}…`}
        </Button>
      }
      title={`Move ${countWords(count)}?`}
      description="Each at the end of its running period; until then it can be called off there."
    >
      <MoveForm meant={meant} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

const Fields = z.object({ reason: plainLines(500).default("") });

function MoveForm({ meant, onDone }: { meant: Meant; onDone: () => void }) {
  const router = useRouter();
  const { data, isFetching, refetch } = useMovePreview(meant);
  const form = useForm({
    resolver: zodResolver(Fields, undefined, { raw: true }),
    defaultValues: { reason: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const movable = data?.ok ? data.value.tried - data.value.refused : 0;

  const submit = form.handleSubmit(async ({ reason }) => {
    if (!data?.ok) return;
    const { fingerprint } = data.value;
    const result = await moveRenewalDatesAction({ ...askedOf(meant), reason, fingerprint });
    router.refresh();
    if (result.ok) {
      toast.success("The renewal dates are being moved");
      return onDone();
    }
    applyProblem(form, result.problem);
    if (result.problem.code === "stale_preview") await refetch();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Move renewal dates">
      {data === undefined && <Skeleton className="h-24 rounded-lg" />}
      {data?.ok && (
        <Preview title="What this does" pending={isFetching}>
          <PreviewLine label="Renew on the new day" strong>
            {data.value.total > data.value.tried
              ? `${movable} of the first ${data.value.tried}`
              : movable}
          </PreviewLine>
          <PreviewLine label="Stay as they are, with the reason">{data.value.refused}</PreviewLine>
        </Preview>
      )}
      {data?.ok === false && (
        <ProblemAlert
          problem={{ message: data.problem.message, requestId: data.problem.requestId }}
        />
      )}
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <DialogFooter>
        <SubmitButton
          pending={isSubmitting}
          pendingLabel="Starting…"
          disabled={!data?.ok || isFetching || movable === 0}
        >
          {`Move ${countWords(movable)}`}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
