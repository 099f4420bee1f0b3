"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import * as z from "zod";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useSettled } from "@/components/form/use-settled";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { RenewalTargetFields } from "@/lib/subscription/schema/renewal-date";
import { plainLines } from "@/lib/text/schema";
import { fieldsOf, type Problem } from "@/lib/transport/result";
import {
  isNamed,
  namedDay,
  type RenewalDay,
  RenewalDayFields,
} from "../../../_components/renewal-day-fields";
import { moveRenewalDateAction, previewRenewalDateAction } from "../actions";
import { RenewalDatePreviewPane } from "./renewal-date-preview-pane";

const Fields = z.object({ reason: plainLines(500).default("") });
const NO_DAY: RenewalDay = { kind: "day", day: "", on: "" };

export function RenewalDateForm({
  subscription: { id: subscriptionId, zone, currentPeriodEnd },
  onDone,
}: {
  subscription: SubscriptionView;
  onDone: () => void;
}) {
  const [day, setDay] = useState(NO_DAY);
  const settled = useSettled(day);
  const form = useForm({
    resolver: zodResolver(Fields, undefined, { raw: true }),
    defaultValues: { reason: "" },
  });
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["renewal-date-preview", subscriptionId, settled],
    queryFn: () => previewRenewalDateAction({ subscriptionId, move: namedDay(settled) }),
    enabled: isNamed(settled),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const { errors, isSubmitting } = form.formState;
  const isCurrent = isNamed(day) && settled === day && !isFetching;
  const fault = isCurrent && data?.ok === false ? dayFault(data.problem) : undefined;

  const submit = form.handleSubmit(async ({ reason }) => {
    if (!data?.ok) return;
    const { fingerprint } = data.value;
    const move = { ...namedDay(day), reason };
    const result = await moveRenewalDateAction({ subscriptionId, move, fingerprint });
    if (result.ok) {
      toast.success("The renewal date will change at the period’s end");
      return onDone();
    }
    applyProblem(form, result.problem, { prefix: "move." });
    // What was shown no longer holds: show what does, and ask again.
    if (result.problem.code === "stale_preview") await refetch();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Change renewal date">
      <RenewalDayFields value={day} onChange={setDay} error={fault} zone={zone} />
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      {data === undefined && isNamed(day) && <Skeleton className="h-40 rounded-lg" />}
      {data?.ok && isNamed(day) && (
        <RenewalDatePreviewPane
          preview={data.value}
          zone={zone}
          periodEnd={currentPeriodEnd}
          isPending={!isCurrent}
        />
      )}
      {isCurrent && data?.ok === false && fault === undefined && (
        <ProblemAlert
          problem={{ message: data.problem.message, requestId: data.problem.requestId }}
        />
      )}
      <DialogFooter leave="Leave it">
        <SubmitButton
          pending={isSubmitting}
          pendingLabel="Changing…"
          disabled={!data?.ok || !isCurrent}
        >
          Change renewal date
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}

/** What is wrong with the day itself stands beside it. */
function dayFault(problem: Problem): string | undefined {
  const named = Object.entries(fieldsOf(problem)).filter(
    ([path]) => (path.split(".").at(-1) ?? "") in RenewalTargetFields.shape,
  );
  return named.flatMap(([, messages]) => messages).join(". ") || undefined;
}
