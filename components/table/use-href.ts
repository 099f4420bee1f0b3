"use client";

import { usePathname, useSearchParams } from "next/navigation";

const CURSORS = ["after", "before"];

/** Links to the same page with other parameters; `null` leaves one out. A change of anything else resets the cursor. */
export function useHref() {
  const pathname = usePathname();
  const params = useSearchParams();
  const href = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params);
    for (const cursor of CURSORS) next.delete(cursor);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    const query = next.toString();
    return query ? `${pathname}?${query}` : pathname;
  };
  return { href, params };
}
