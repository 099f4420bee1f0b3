"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { useSettled } from "@/components/form/use-settled";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { localDay } from "@/lib/time/zone";
import { TurnFields } from "../../_components/turn-fields";
import { previewTurnAction, turnSubscriptionAction } from "../../actions";
import { TurnPreview } from "./turn-preview";
import { TURN_WORDS, type TurnName } from "./turn-words";

export function TurnForm({
  subscription,
  name,
  onDone,
}: {
  subscription: SubscriptionView;
  name: TurnName;
  onDone: () => void;
}) {
  const words = TURN_WORDS[name];
  const { turn } = words;
  const { id: subscriptionId, resumesAt, zone } = subscription;
  // Names the turn meant, so that a double click or a retry does it once.
  const [reference] = useState(newReference);
  const form = useForm({
    resolver: zodResolver(TurnFields, undefined, { raw: true }),
    defaultValues: { reason: "", resumesOn: resumesAt ? localDay(new Date(resumesAt), zone) : "" },
  });
  const resumesOn = useSettled(form.watch("resumesOn") ?? "");
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["turn-preview", subscriptionId, turn, resumesOn],
    queryFn: () => previewTurnAction({ subscriptionId, turn, resumesOn }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (input) => {
    if (!data?.ok) return;
    const { fingerprint } = data.value;
    const asked = { subscriptionId, turn, input, fingerprint, reference };
    const result = await turnSubscriptionAction(asked);
    if (result.ok) {
      toast.success(words.done);
      return onDone();
    }
    applyProblem(form, result.problem, { prefix: "input." });
    // What was shown no longer holds: show what does, and ask again.
    if (result.problem.code === "stale_preview") await refetch();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label={words.title}>
      <p className="text-sm">{words.does}</p>
      {turn === "pause" && (
        <Field
          label="Goes on by itself on"
          optional
          hint={`At the day’s beginning in ${zone}. Empty: when somebody resumes it.`}
          error={errors.resumesOn?.message}
        >
          <Input type="date" {...form.register("resumesOn")} />
        </Field>
      )}
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      {data === undefined && <Skeleton className="h-32 rounded-lg" />}
      {data?.ok && (
        <TurnPreview before={subscription} preview={data.value} isPending={isFetching} />
      )}
      {data?.ok === false && (
        <ProblemAlert
          problem={{ message: data.problem.message, requestId: data.problem.requestId }}
        />
      )}
      <DialogFooter leave="Leave it">
        <SubmitButton
          pending={isSubmitting}
          pendingLabel={words.doing}
          disabled={!data?.ok || isFetching || resumesOn !== (form.watch("resumesOn") ?? "")}
        >
          {words.deed}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
