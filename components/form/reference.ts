import { uuidv7 } from "uuidv7";

/**
 * A fresh name for what a form is about to do, made when the form opens: sent twice, it is done
 * once. Not `crypto.randomUUID`, which browsers keep from pages that come by plain http.
 */
export const newReference = (): string => uuidv7();
