import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { OFFSET_PARAMS, offsetOf, PAGE_SIZE } from "@/components/table/offset-page";
import { FEATURE_TYPES, type FeatureQuery } from "@/lib/catalog/schema/feature";

const params = {
  ...OFFSET_PARAMS,
  q: parseAsString.withDefault(""),
  type: parseAsStringLiteral(FEATURE_TYPES),
  status: parseAsStringLiteral(["ARCHIVED", "ALL"]),
  used: parseAsStringLiteral(["yes", "no"]),
  events: parseAsStringLiteral(["none"]),
};

export const loadFeatureParams = createLoader(params);
export type FeatureParams = Awaited<ReturnType<typeof loadFeatureParams>>;

export const featureQuery = (params: FeatureParams): FeatureQuery => ({
  search: params.q.trim().slice(0, 200),
  type: params.type,
  status: params.status === "ALL" ? null : (params.status ?? "ACTIVE"),
  ...(params.used !== null && { isUsedInPlan: params.used === "yes" }),
  isQuiet: params.events === "none",
  limit: PAGE_SIZE,
  offset: offsetOf(params),
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, ...chosen }: FeatureParams): boolean =>
  [chosen.type, chosen.status, chosen.used, chosen.events].some((choice) => choice !== null) ||
  q !== "";
