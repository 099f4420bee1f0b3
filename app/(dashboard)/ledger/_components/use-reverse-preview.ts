"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { cleanAmount } from "@/components/form/clean-amount";
import { useSettled } from "@/components/form/use-settled";
import { DebitPreviewInput } from "@/lib/ledger/schema";
import { previewReverseAction } from "../../customers/[customerId]/actions";

/** What the reversal as typed would give back, asked of the server once the typing rests. */
export function useReversePreview(
  transactionId: string,
  typed: { amount: string | null; restoreDays: number | null },
) {
  const amount = typed.amount ? cleanAmount(typed.amount) : null;
  const settled = useSettled(amount);
  const isWhole = settled === null || DebitPreviewInput.safeParse({ amount: settled }).success;
  const reversal = { amount: settled, restoreDays: typed.restoreDays };
  const query = useQuery({
    queryKey: ["reverse-preview", transactionId, reversal] as const,
    queryFn: () => previewReverseAction({ transactionId, reversal }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    // A preview is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return {
    answer: isWhole ? query.data : undefined,
    isPending: amount !== settled || query.isFetching,
    refetch: query.refetch,
  };
}
