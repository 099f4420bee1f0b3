"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import type { StartPreview } from "@/lib/subscription/schema";
import { type ActionResult, fieldsOf, type Problem } from "@/lib/transport/result";
import { previewStartAction } from "../actions";
import type { StartFields } from "./start-fields";

export type StartPreviewState = {
  readonly value: StartPreview | undefined;
  readonly problem: Problem | undefined;
  readonly isPending: boolean;
};

/** What the start would do, asked anew when a choice changes; the figures before stay meanwhile. */
export function useStartPreview(form: UseFormReturn<StartFields>): StartPreviewState {
  const { customerId, planId, startsAt, billingCycle, billingPeriod } = useWatch({
    control: form.control,
  });
  const terms = {
    customerId: customerId ?? "",
    planId: planId ?? "",
    startsAt: startsAt || null,
    billingCycle: billingCycle ?? ("ANNIVERSARY" as const),
    billingPeriod: billingPeriod || null,
  };
  const { data, isFetching } = useQuery({
    queryKey: ["start-preview", terms],
    queryFn: () => previewStartAction({ start: terms }),
    placeholderData: keepPreviousData,
    enabled: terms.planId !== "",
  });
  useFaultsOnFields(form, data);
  return {
    value: data?.ok ? data.value : undefined,
    problem: data && !data.ok ? data.problem : undefined,
    isPending: isFetching,
  };
}

const FIELDS = ["planId", "startsAt", "billingPeriod"] as const;

/** What the preview refuses of a field stands on that field, without taking the focus there. */
function useFaultsOnFields(
  { setError, clearErrors }: UseFormReturn<StartFields>,
  answer: ActionResult<StartPreview> | undefined,
) {
  useEffect(() => {
    if (!answer) return;
    clearErrors([...FIELDS]);
    if (answer.ok) return;
    const faults = fieldsOf(answer.problem);
    for (const field of FIELDS) {
      const message = (faults[field] ?? faults[`start.${field}`])?.join(". ");
      if (message) setError(field, { message });
    }
  }, [answer, setError, clearErrors]);
}
