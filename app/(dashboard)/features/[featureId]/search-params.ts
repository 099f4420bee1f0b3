import { createLoader, parseAsString } from "nuqs/server";

/** Whose charge for which entity is looked up. */
export const loadLookUpParams = createLoader({
  customer: parseAsString.withDefault(""),
  entity: parseAsString.withDefault(""),
});
export type LookUpParams = Awaited<ReturnType<typeof loadLookUpParams>>;
