"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "@/components/form/use-settled";
import { TopUpInput } from "@/lib/invoicing/schema";
import { previewTopUpAction } from "../actions";
import { type TopUpFormFields, topUpOf } from "./top-up-fields";

/** What the top-up as filled in would do, asked of the server once the typing rests. */
export function useTopUpPreview(fields: TopUpFormFields) {
  const asked = JSON.stringify({ walletId: fields.walletId, topUp: topUpOf(fields) });
  const settled = useSettled(asked);
  const { walletId, topUp } = JSON.parse(settled) as Parameters<typeof previewTopUpAction>[0];
  const isWhole = TopUpInput.safeParse(topUp).success;
  const query = useQuery({
    queryKey: ["top-up-preview", settled] as const,
    queryFn: () => previewTopUpAction({ walletId, topUp }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    // A preview is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isPending = asked !== settled || query.isFetching;
  return { answer: isWhole ? query.data : undefined, isPending, refetch: query.refetch };
}
