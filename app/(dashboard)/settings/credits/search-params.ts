import { createLoader, parseAsString } from "nuqs/server";

/** The unit in the sheet: its code, or `new unit`, which no code can be. */
export const loadUnitParams = createLoader({ row: parseAsString });
export const NEW_UNIT = "new unit";
