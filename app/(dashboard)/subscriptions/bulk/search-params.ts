import { createLoader, parseAsArrayOf, parseAsString } from "nuqs/server";

/** Whom the customers' list chose, and which plan is meant. */
export const loadBulkParams = createLoader({
  ids: parseAsArrayOf(parseAsString).withDefault([]),
  plan: parseAsString,
});
