"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { useSettled } from "@/components/form/use-settled";
import type { UsageSettingsView } from "@/lib/usage/schema/settings";
import { closePeriodAction, previewClosingAction } from "../actions";

const REPEAT = "Something of that time has moved since. Look at it again, then close.";

/** The form of a closing; what it closes was looked at. */
export function useClosing(
  { closedThrough }: UsageSettingsView,
  onDone: (through: string) => void,
) {
  const form = useForm({ values: { through: closedThrough ?? "", reason: "" } });
  const through = useWatch({ control: form.control, name: "through" });
  const settled = useSettled(through);
  const isOther = settled !== (closedThrough ?? "");
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["closing-preview", settled] as const,
    queryFn: () => previewClosingAction({ through: settled === "" ? null : settled }),
    enabled: isOther,
    placeholderData: keepPreviousData,
    // A preview is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isPending = isFetching || settled !== through;
  const answer = isOther ? data : undefined;

  const submit = form.handleSubmit(async ({ reason }) => {
    if (isPending || !answer?.ok) return;
    const { fingerprint } = answer.value;
    const closing = { through: through === "" ? null : through, reason, fingerprint };
    const result = await closePeriodAction({ closing });
    if (result.ok) return onDone(through);
    if (result.problem.code !== "stale_preview") {
      return applyProblem(form, result.problem, { prefix: "closing." });
    }
    await refetch();
    form.setError("root", { message: REPEAT });
  });
  return { form, submit, answer, isPending, through };
}
