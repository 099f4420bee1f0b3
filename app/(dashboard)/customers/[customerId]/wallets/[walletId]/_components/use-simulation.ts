"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { cleanAmount } from "@/components/form/clean-amount";
import { useSettled } from "@/components/form/use-settled";
import { DebitPreviewInput } from "@/lib/ledger/schema";
import { simulateBurnAction } from "../actions";

/** What a use as typed would burn, asked of the server once the typing rests; nothing is written. */
export function useSimulation(walletId: string, typed: string, featureId: string | null) {
  const amount = cleanAmount(typed);
  const settled = useSettled(amount);
  const isAmount = DebitPreviewInput.safeParse({ amount: settled }).success;
  const query = useQuery({
    queryKey: ["simulation", walletId, settled, featureId] as const,
    queryFn: () => simulateBurnAction({ walletId, use: { amount: settled, featureId } }),
    enabled: isAmount,
    placeholderData: keepPreviousData,
    // It is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isPending = isAmount && (amount !== settled || query.isFetching);
  return { answer: isAmount ? query.data : undefined, isPending };
}
