import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { OFFSET_PARAMS, offsetOf, PAGE_SIZE } from "@/components/table/offset-page";
import type { PackQuery } from "@/lib/catalog/schema/pack";

export const loadPackParams = createLoader({
  ...OFFSET_PARAMS,
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["ARCHIVED", "ALL"]),
  /** The pack in the sheet: an id, or `new`. */
  row: parseAsString,
});
export type PackParams = Awaited<ReturnType<typeof loadPackParams>>;

export const packQuery = (params: PackParams): PackQuery => ({
  search: params.q.trim().slice(0, 200),
  status: params.status === "ALL" ? null : (params.status ?? "ACTIVE"),
  limit: PAGE_SIZE,
  offset: offsetOf(params),
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status }: PackParams): boolean => q !== "" || status !== null;
