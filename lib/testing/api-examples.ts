/** Calls every operation once and keeps what was asked and answered: the document's examples. */
import type { OperationExample } from "@/lib/api/examples";
import type { Route } from "@/lib/api/route";
import type { Answer } from "./api";
import type { Example } from "./api-example";
import { aLivedShop, exampleCallOf, type LivedShop } from "./api-shop-reads";
import { stabilizer } from "./stable-answer";

/** So many items of a list show what one looks like. */
const MOST_ITEMS = 2;

export type Shown = { readonly answer: Answer; readonly example: OperationExample };

/**
 * One shop for all operations that change nothing. Those that do share one for as long as they show
 * what they should; where an earlier one stands in the way, they go on in a new shop.
 */
export function showing(
  isRight: (route: Route, shown: Shown) => boolean,
): (route: Route) => Promise<Shown> {
  let reads: Promise<LivedShop> | undefined;
  let changed: Promise<LivedShop> | undefined;
  return async (route) => {
    const changes = route.method !== "get" && !route.path.endsWith("/preview");
    if (!changes) {
      reads ??= aLivedShop();
      return show(await reads, route);
    }
    const shown = changed && (await show(await changed, route));
    if (shown && isRight(route, shown)) return shown;
    changed = aLivedShop();
    return show(await changed, route);
  };
}

async function show(shop: LivedShop, route: Route): Promise<Shown> {
  const call = exampleCallOf(shop, route);
  const answer = await send(shop, route, call);
  const steady = stabilizer(new Date());
  const { params, query, body } = call;
  const example = steady({
    ...(params && { params }),
    ...(query && { query }),
    ...(body && { request: body }),
    ...(answer.body !== null && { response: shortened(answer.body) }),
  });
  return { answer, example: example as OperationExample };
}

function send({ caller }: LivedShop, route: Route, { params, query, body }: Partial<Example>) {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => params?.[name] ?? "");
  const search = query ? `?${new URLSearchParams(query)}` : "";
  return caller.send(`${path}${search}`, {
    method: route.method.toUpperCase(),
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}

/** What a value is made of, whatever it says: each place in it with the kinds of value found there. */
export function shapeOf(value: unknown, at = "", found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) {
    found.add(`${at}[]`);
    for (const item of value) shapeOf(item, `${at}[]`, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) shapeOf(inner, `${at}/${key}`, found);
  } else {
    found.add(`${at}: ${value === null ? "null" : typeof value}`);
  }
  return found;
}
