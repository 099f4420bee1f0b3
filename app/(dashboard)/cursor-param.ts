import { createParser } from "nuqs/server";
import { readCursor } from "@/lib/customer/rules/cursor";

/** `after=` of a list by cursor; what no list gave leads to its first page instead of a fault. */
export const parseAsCursor = createParser({
  parse(text: string) {
    try {
      readCursor(text);
      return text;
    } catch {
      return null;
    }
  },
  serialize: (cursor: string) => cursor,
});
