import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { OFFSET_PARAMS, offsetOf, PAGE_SIZE } from "@/components/table/offset-page";
import type { PackQuery } from "@/lib/catalog/schema/pack";
import type { PackSaleQuery } from "@/lib/report/schema/pack-sales";
import { parseAsCursor } from "../cursor-param";

export const loadPackParams = createLoader({
  ...OFFSET_PARAMS,
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["ARCHIVED", "ALL"]),
  /** `new`: the sheet of a pack to be made. */
  row: parseAsStringLiteral(["new"]),
});
export type PackParams = Awaited<ReturnType<typeof loadPackParams>>;

export const packQuery = (params: PackParams): PackQuery => ({
  search: params.q.trim().slice(0, 200),
  status: params.status === "ALL" ? null : (params.status ?? "ACTIVE"),
  limit: PAGE_SIZE,
  offset: offsetOf(params),
});

/** Of the pages of one pack. */
export const loadPackPageParams = createLoader({
  q: parseAsString.withDefault(""),
  after: parseAsCursor,
  /** `edit`: its sheet is open. */
  row: parseAsStringLiteral(["edit"]),
});
/** What the pages of one pack are given. */
export type PackPageProps = {
  readonly params: Promise<{ packId: string }>;
  readonly searchParams: Promise<SearchParams>;
};
type PackPageParams = Awaited<ReturnType<typeof loadPackPageParams>>;

export const saleQuery = ({ q, after }: PackPageParams): PackSaleQuery => ({
  search: q.trim().slice(0, 200),
  cursor: after,
  limit: PAGE_SIZE,
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status }: PackParams): boolean => q !== "" || status !== null;
