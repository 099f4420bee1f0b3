import { createLoader, parseAsInteger } from "nuqs/server";

/** Which versions are compared, by their numbers; without them, the last with the one before. */
export const loadVersionParams = createLoader({ from: parseAsInteger, to: parseAsInteger });
