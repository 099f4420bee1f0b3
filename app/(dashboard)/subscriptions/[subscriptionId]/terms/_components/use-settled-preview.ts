"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "@/components/form/use-settled";
import type { ActionResult } from "@/lib/transport/result";

/**
 * What a deed would come to, asked anew once what is asked has rested; the figures before stay
 * meanwhile. Null: nothing can be asked yet.
 */
export function useSettledPreview<Asked, Shown>(
  name: string,
  asked: Asked | null,
  ask: (asked: Asked) => Promise<ActionResult<Shown>>,
) {
  const words = JSON.stringify(asked);
  const settled = useSettled(words);
  const { data, isFetching, refetch } = useQuery({
    queryKey: [name, settled],
    queryFn: () => ask(JSON.parse(settled) as Asked),
    enabled: settled !== "null",
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { data, refetch, isPending: isFetching || settled !== words };
}
