/** A LIKE pattern for lower-case text that contains `search`, its own wildcards taken literally. */
export const containing = (search: string): string =>
  `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
