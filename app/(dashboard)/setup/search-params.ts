import { createLoader, parseAsString } from "nuqs/server";

/** Which template is looked at. */
export const loadSetUpParams = createLoader({ template: parseAsString });
