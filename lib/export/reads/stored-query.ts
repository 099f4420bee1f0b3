/** How a query is kept as JSON, and its parts are read back. */
import * as z from "zod";
import { type Id, idFromRow } from "@/lib/ids";
import { decimalText } from "@/lib/money/decimal";

/** Amounts become decimal text, instants ISO. */
export const queryJson = (query: object): string =>
  JSON.stringify(query, (_, part) => (typeof part === "bigint" ? decimalText(part) : part));

/** It was an id when the row was written. */
export const storedId = <Name extends Id<string>>() =>
  z.uuid().transform((text) => idFromRow<Name>(text));

export const storedInstant = z.iso.datetime().transform((text) => new Date(text));
