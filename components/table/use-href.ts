"use client";

import { usePathname, useSearchParams } from "next/navigation";

const FIRST_PAGE = { after: null, before: null };

type Changes = Readonly<Record<string, string | null>>;

/**
 * Links to the same page with other parameters; `null` leaves one out. `href` resets the cursor, as
 * what changes a list does; `here` keeps it, as what opens or closes one of its rows does.
 */
export function useHref() {
  const pathname = usePathname();
  const params = useSearchParams();
  const here = (changes: Changes) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    const query = next.toString();
    return query ? `${pathname}?${query}` : pathname;
  };
  const href = (changes: Changes) => here({ ...FIRST_PAGE, ...changes });
  return { href, here, params };
}
