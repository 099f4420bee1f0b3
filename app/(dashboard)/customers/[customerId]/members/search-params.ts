import { createLoader, createParser, parseAsString } from "nuqs/server";
import { readMemberCursor } from "@/lib/usage/rules/member-cursor";

/** What no list gave leads to the first page instead of a fault. */
const parseAsMemberCursor = createParser({
  parse(text: string) {
    try {
      readMemberCursor(text);
      return text;
    } catch {
      return null;
    }
  },
  serialize: (cursor: string) => cursor,
});

/** The members of a customer's page: narrowed by name. */
export const loadMemberParams = createLoader({
  q: parseAsString.withDefault(""),
  after: parseAsMemberCursor,
});
