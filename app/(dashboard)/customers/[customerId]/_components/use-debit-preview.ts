"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { cleanAmount } from "@/components/form/clean-amount";
import { useSettled } from "@/components/form/use-settled";
import { DebitPreviewInput } from "@/lib/ledger/schema";
import { previewDebitAction } from "../actions";

/** What the debit as typed would do, asked of the server once the typing rests. */
export function useDebitPreview(walletId: string, typed: string) {
  const amount = cleanAmount(typed);
  const settled = useSettled(amount);
  const isAmount = DebitPreviewInput.safeParse({ amount: settled }).success;
  const query = useQuery({
    queryKey: ["debit-preview", walletId, settled] as const,
    queryFn: () => previewDebitAction({ walletId, debit: { amount: settled } }),
    enabled: isAmount,
    placeholderData: keepPreviousData,
    // A preview is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isPending = amount !== settled || query.isFetching;
  return { answer: isAmount ? query.data : undefined, isPending, refetch: query.refetch };
}
