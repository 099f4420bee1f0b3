"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import type * as z from "zod";
import { applyProblem } from "@/components/form/apply-problem";
import { newReference } from "@/components/form/reference";
import { ReverseInput } from "@/lib/ledger/schema";
import type { ReversePreviewView, TransactionView } from "@/lib/ledger/schema/transaction";
import { creditWords } from "@/lib/money/format";
import type { Problem } from "@/lib/transport/result";
import { reverseTransactionAction } from "../../customers/[customerId]/actions";
import { useReversePreview } from "./use-reverse-preview";

type Fields = z.input<typeof ReverseInput>;

const REPEAT = "The wallet has moved since the preview. Look at the new one, then reverse again.";

/**
 * The form of a reversal: it sends what the preview named, and asks again when the books have
 * moved on meanwhile.
 */
export function useReverse(transaction: TransactionView, onDone: (transactionId: string) => void) {
  const form = useForm<Fields, unknown, Fields>({
    resolver: zodResolver(ReverseInput, undefined, { raw: true }),
    defaultValues: { amount: null, reason: "", restoreDays: null, reference: newReference() },
  });
  const [amount, restoreDays] = useWatch({
    control: form.control,
    name: ["amount", "restoreDays"],
  });
  const { answer, isPending, refetch } = useReversePreview(transaction.id, {
    amount: amount ?? null,
    restoreDays: restoreDays ?? null,
  });
  const preview = answer?.ok ? answer.value : undefined;
  // What was on the screen when the server said that it no longer holds.
  const [outdated, setOutdated] = useState<ReversePreviewView>();

  const refuse = async (problem: Problem) => {
    if (problem.code !== "stale_preview") {
      return applyProblem(form, problem, { prefix: "reversal." });
    }
    setOutdated(preview);
    await refetch();
    form.setError("root", { message: REPEAT });
  };

  const submit = form.handleSubmit(async (reversal) => {
    // Nobody reverses what was not shown: until the preview is there, nothing happens.
    if (isPending || !preview) return;
    const { fingerprint } = preview;
    const result = await reverseTransactionAction({
      transactionId: transaction.id,
      reversal: { ...reversal, fingerprint },
    });
    if (!result.ok) return refuse(result.problem);
    toast.success(`Gave back ${creditWords(result.value.amount)}`);
    onDone(result.value.transactionId);
  });

  return { form, submit, answer, preview, outdated, isPending };
}
