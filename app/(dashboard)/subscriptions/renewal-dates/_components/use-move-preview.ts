"use client";

import { useQuery } from "@tanstack/react-query";
import type { RenewalMoveFields } from "@/lib/subscription/schema/renewal-move";
import { namedDay, type RenewalDay } from "../../_components/renewal-day-fields";
import { previewRenewalMoveAction } from "../actions";

/** What the list is narrowed to. */
export type ListFilter = RenewalMoveFields["selection"]["query"];

export type Meant = {
  readonly day: RenewalDay;
  readonly filter: ListFilter;
  /** Those that are ticked; empty: all. */
  readonly ids: readonly string[];
};

/** As the server takes it. */
export const askedOf = ({ day, filter, ids }: Meant) => ({
  ...namedDay(day),
  selection: { ids: ids.length > 0 ? [...ids] : null, query: filter },
});

/** How many would be moved of those that are meant, held by a fingerprint. */
export const useMovePreview = (meant: Meant) =>
  useQuery({
    queryKey: ["renewal-move-preview", meant],
    queryFn: () => previewRenewalMoveAction(askedOf(meant)),
    staleTime: 0,
  });
