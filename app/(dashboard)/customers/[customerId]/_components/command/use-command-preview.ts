"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "@/components/form/use-settled";
import type { BookedView } from "@/lib/ledger/schema";
import type { ActionResult } from "@/lib/transport/result";

/**
 * What the command as typed would do, asked of the server once the typing rests. `input` is
 * undefined while the fields ask nothing yet.
 */
export function useCommandPreview<Input>(
  name: string,
  input: Input | undefined,
  preview: (input: Input) => Promise<ActionResult<BookedView>>,
) {
  const words = input === undefined ? null : JSON.stringify(input);
  const settled = useSettled(words);
  const query = useQuery({
    queryKey: ["command-preview", name, settled] as const,
    queryFn: () => preview(JSON.parse(settled ?? "null") as Input),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    // A preview is of its moment: it is never shown again later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isPending = words !== null && (words !== settled || query.isFetching);
  const answer = words === null ? undefined : query.data;
  return { answer, isPending, hasFailed: query.isError, refetch: query.refetch };
}
