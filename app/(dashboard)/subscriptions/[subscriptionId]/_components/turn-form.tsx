"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { type SubscriptionView, type TurnFields, TurnInput } from "@/lib/subscription/schema";
import { previewTurnAction, turnSubscriptionAction } from "../../actions";
import { TurnPreview } from "./turn-preview";
import { TURN_WORDS, type TurnName } from "./turn-words";

export function TurnForm({
  subscription,
  turn,
  onDone,
}: {
  subscription: SubscriptionView;
  turn: TurnName;
  onDone: () => void;
}) {
  const words = TURN_WORDS[turn];
  const subscriptionId = subscription.id;
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["turn-preview", subscriptionId, turn],
    queryFn: () => previewTurnAction({ subscriptionId, turn }),
    staleTime: 0,
  });
  const form = useForm({
    resolver: zodResolver(TurnInput, undefined, { raw: true }),
    defaultValues: { reason: "" } as TurnFields,
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (input: TurnFields) => {
    if (!data?.ok) return;
    const { fingerprint } = data.value;
    const result = await turnSubscriptionAction({ subscriptionId, turn, input, fingerprint });
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
      <DialogFooter>
        <DialogClose asChild>
          <Button>Leave it</Button>
        </DialogClose>
        <SubmitButton
          pending={isSubmitting}
          pendingLabel={words.doing}
          disabled={!data?.ok || isFetching}
        >
          {words.deed}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
