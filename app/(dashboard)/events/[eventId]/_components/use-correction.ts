"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { cleanAmount } from "@/components/form/clean-amount";
import { newReference } from "@/components/form/reference";
import { useSettled } from "@/components/form/use-settled";
import { creditWords } from "@/lib/money/format";
import { correctEventAction, previewCorrectionAction } from "../../actions";

type Fields = { kind: "void" | "less"; quantity: string; reason: string; reference: string };

const REPEAT = "The books have moved since the preview. Look at the new one, then correct again.";

/** The form of a correction; what it sends was previewed. */
export function useCorrection(eventId: string, onDone: () => void) {
  const form = useForm<Fields>({
    defaultValues: { kind: "void", quantity: "", reason: "", reference: newReference() },
  });
  const [kind, quantity] = useWatch({ control: form.control, name: ["kind", "quantity"] });
  const asked = correctionOf(kind, quantity);
  const settled = useSettled(JSON.stringify(asked));
  const isWhole = asked.isVoid || asked.quantity !== "";
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["correction-preview", eventId, settled] as const,
    queryFn: () => previewCorrectionAction({ eventId, correction: JSON.parse(settled) }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    // A preview is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isPending = isFetching || settled !== JSON.stringify(asked);
  const answer = isWhole ? data : undefined;

  const submit = form.handleSubmit(async ({ reason, reference }) => {
    // Nobody gives back what was not shown.
    if (isPending || !answer?.ok) return;
    const { fingerprint } = answer.value;
    const correction = { ...asked, reason, reference, fingerprint };
    const result = await correctEventAction({ eventId, correction });
    if (result.ok) {
      toast.success(`Gave back ${creditWords(result.value.creditsBack)}`);
      return onDone();
    }
    if (result.problem.code !== "stale_preview") {
      return applyProblem(form, result.problem, { prefix: "correction." });
    }
    await refetch();
    form.setError("root", { message: REPEAT });
  });
  return { form, submit, answer, isPending };
}

const correctionOf = (kind: Fields["kind"], quantity: string) =>
  kind === "void"
    ? { quantity: null, isVoid: true }
    : { quantity: cleanAmount(quantity), isVoid: false };
