"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { useSettled } from "@/components/form/use-settled";
import type { ShownStart } from "@/lib/subscription/schema";
import { type ActionResult, fieldsOf, type Problem } from "@/lib/transport/result";
import { previewStartAction } from "../actions";
import { StartFields } from "./start-fields";

export type StartPreviewState = {
  readonly value: ShownStart | undefined;
  readonly problem: Problem | undefined;
  readonly isPending: boolean;
  readonly refresh: () => Promise<unknown>;
};

/** What the start would do, asked anew when a choice changes; the figures before stay meanwhile. */
export function useStartPreview(form: UseFormReturn<StartFields>): StartPreviewState {
  const { reference: _, ...watched } = useWatch({ control: form.control });
  const terms = useSettled(JSON.stringify(watched));
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["start-preview", terms],
    queryFn: () => previewStartAction({ start: JSON.parse(terms) as StartFields }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled: Boolean(watched.planId),
  });
  useFaultsOnFields(form, data);
  return {
    value: data?.ok ? data.value : undefined,
    problem: data && !data.ok ? data.problem : undefined,
    isPending: isFetching || terms !== JSON.stringify(watched),
    refresh: refetch,
  };
}

const FIELDS = StartFields.keyof().options;

/** What the preview refuses of a field stands on that field, without taking the focus there. */
function useFaultsOnFields(
  { setError, clearErrors }: UseFormReturn<StartFields>,
  answer: ActionResult<ShownStart> | undefined,
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
