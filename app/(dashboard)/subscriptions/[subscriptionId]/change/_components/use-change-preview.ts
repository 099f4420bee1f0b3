"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { useSettled } from "@/components/form/use-settled";
import type { ChangeFields, ChangePreview } from "@/lib/subscription/schema/change";
import type { Problem } from "@/lib/transport/result";
import { previewChangeAction } from "../actions";

export type ChangePreviewState = {
  readonly value: ChangePreview | undefined;
  readonly problem: Problem | undefined;
  readonly isPending: boolean;
  readonly refresh: () => Promise<unknown>;
};

/** What the change would do, asked anew when a choice changes; the figures before stay meanwhile. */
export function useChangePreview(
  form: UseFormReturn<ChangeFields>,
  subscriptionId: string,
): ChangePreviewState {
  const { reference: _, ...watched } = useWatch({ control: form.control });
  const terms = useSettled(JSON.stringify(watched));
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["change-preview", subscriptionId, terms],
    queryFn: () =>
      previewChangeAction({ subscriptionId, change: JSON.parse(terms) as ChangeFields }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return {
    value: data?.ok ? data.value : undefined,
    problem: data && !data.ok ? data.problem : undefined,
    isPending: isFetching || terms !== JSON.stringify(watched),
    refresh: refetch,
  };
}
