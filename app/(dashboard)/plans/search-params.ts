import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { OFFSET_PARAMS, offsetOf, PAGE_SIZE } from "@/components/table/offset-page";
import type { PlanQuery } from "@/lib/catalog/schema/plan";

export const loadPlanParams = createLoader({
  ...OFFSET_PARAMS,
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["ARCHIVED", "ALL"]),
});
export type PlanParams = Awaited<ReturnType<typeof loadPlanParams>>;

export const planQuery = (params: PlanParams): PlanQuery => ({
  search: params.q.trim().slice(0, 200),
  status: params.status === "ALL" ? null : (params.status ?? "ACTIVE"),
  limit: PAGE_SIZE,
  offset: offsetOf(params),
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status }: PlanParams): boolean => q !== "" || status !== null;
