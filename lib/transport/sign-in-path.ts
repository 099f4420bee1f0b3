/** The way to the sign-in, and from there back to the page that was asked for. */

/** Set by the server in front on every request of a page: its path with its query. */
export const PAGE_HEADER = "x-florin-page";

/** What Next's own router adds to the address of a page that it asks for. */
const ROUTERS_OWN = "_rsc";

/** @param asked the header's value: the page that asks to be signed in for. */
export function signInPath(asked: string | null): string {
  const base = "http://florin.invalid";
  if (!asked || !URL.canParse(asked, base)) return "/sign-in";
  const { pathname, searchParams } = new URL(asked, base);
  searchParams.delete(ROUTERS_OWN);
  const query = searchParams.size === 0 ? "" : `?${searchParams}`;
  const page = `${pathname}${query}`;
  return page === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ callbackUrl: page })}`;
}
