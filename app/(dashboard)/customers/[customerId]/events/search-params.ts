import { createLoader, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { STORED_STATUSES } from "@/lib/usage/schema/event";
import { parseAsCursor } from "../../../cursor-param";

/** The events of a customer's page: narrowed by what became of them and when they happened. */
export const loadEventParams = createLoader({
  status: parseAsStringLiteral(STORED_STATUSES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  after: parseAsCursor,
  /** The open event. */
  row: parseAsString,
});
