import { createLoader, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { STORED_STATUSES } from "@/lib/usage/schema/event";

/** The events of a customer's page: narrowed by what became of them and when they happened. */
export const loadEventParams = createLoader({
  status: parseAsStringLiteral(STORED_STATUSES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  after: parseAsString,
  /** The open event. */
  row: parseAsString,
});
