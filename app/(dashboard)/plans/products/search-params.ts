import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { OFFSET_PARAMS, offsetOf, PAGE_SIZE } from "@/components/table/offset-page";
import type { ProductQuery } from "@/lib/catalog/schema/product";

export const loadProductParams = createLoader({
  ...OFFSET_PARAMS,
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["ARCHIVED", "ALL"]),
  /** `new` opens the sheet. */
  row: parseAsStringLiteral(["new"]),
});
export type ProductParams = Awaited<ReturnType<typeof loadProductParams>>;

export const productQuery = (params: ProductParams): ProductQuery => ({
  search: params.q.trim().slice(0, 200),
  status: params.status === "ALL" ? null : (params.status ?? "ACTIVE"),
  limit: PAGE_SIZE,
  offset: offsetOf(params),
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status }: ProductParams): boolean => q !== "" || status !== null;
