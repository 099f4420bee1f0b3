/** What the address of a move of renewal dates names, read alike by server and browser. */
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { BILLING_CYCLES } from "@/lib/subscription/rules/subscription";

/** The new day. */
export const DAY_PARAMS = {
  cycle: parseAsStringLiteral(BILLING_CYCLES).withDefault("ANNIVERSARY"),
  day: parseAsInteger,
  on: parseAsString,
};

/** Who of the list is ticked; nobody: all of it. */
export const TICKED = parseAsArrayOf(parseAsString).withDefault([]);
