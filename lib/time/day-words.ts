import { zonedFormat } from "./zoned-format";

/** The day of an instant in a zone as people read it: `13 Nov 2026`. For servers and browsers. */
export const dayWords = zonedFormat({ day: "numeric", month: "short", year: "numeric" });
