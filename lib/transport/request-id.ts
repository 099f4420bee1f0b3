import { uuidv7 } from "uuidv7";

const ACCEPTABLE = /^[\w.:-]{1,128}$/;

/** The caller's `X-Request-Id` if it is fit for a log line, else a fresh one. */
export const requestIdFrom = (header: string | null | undefined): string =>
  header && ACCEPTABLE.test(header) ? header : uuidv7();
