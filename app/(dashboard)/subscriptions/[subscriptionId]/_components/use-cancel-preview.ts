"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CancelFields } from "@/lib/subscription/schema";
import { previewCancelAction } from "../../actions";

/** What the cancellation would come to, as it is chosen. */
export const useCancelPreview = (subscriptionId: string, cancel: CancelFields) =>
  useQuery({
    queryKey: ["cancel-preview", subscriptionId, cancel],
    queryFn: () => previewCancelAction({ subscriptionId, cancel }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export type CancelPreviewQuery = ReturnType<typeof useCancelPreview>;
