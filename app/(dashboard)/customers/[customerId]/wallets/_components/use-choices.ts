"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "@/components/form/use-settled";
import { listFeatureChoicesAction, listWalletChoicesAction } from "../choice-actions";

const ANEW_AFTER_MS = 60_000;

/** The features in use, by name, once they are there; a dialog can do without them until then. */
export function useFeatureChoices() {
  const { data } = useQuery({
    queryKey: ["feature-choices"] as const,
    queryFn: () => listFeatureChoicesAction({ search: "" }),
    staleTime: ANEW_AFTER_MS,
  });
  return data?.ok ? data.value : [];
}

/** Wallets of this unit whose customers match what is typed. */
export function useWalletChoices(typed: string, creditUnit: string) {
  const search = useSettled(typed.trim());
  const { data, isFetching } = useQuery({
    queryKey: ["wallet-choices", search, creditUnit] as const,
    queryFn: () => listWalletChoicesAction({ search, creditUnit }),
    enabled: search !== "",
    placeholderData: keepPreviousData,
    staleTime: ANEW_AFTER_MS,
  });
  return { choices: search !== "" && data?.ok ? data.value : [], isFetching };
}
