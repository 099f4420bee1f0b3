/**
 * The things that must exist once a process: pools, the Prisma client, poster lanes, caches.
 * Next bundles its own copy of `lib`, so module-level variables would exist twice; these live
 * on a registered symbol that both copies see.
 */
const KEY = Symbol.for("florin.runtime");

type Registry = Map<string, unknown>;

function registry(): Registry {
  const holder = globalThis as { [KEY]?: Registry };
  holder[KEY] ??= new Map();
  return holder[KEY];
}

/** The process's one `name`, made by `make` at first use. A name always stands for one type. */
export function oncePerProcess<T>(name: string, make: () => T): T {
  const things = registry();
  if (!things.has(name)) things.set(name, make());
  return things.get(name) as T;
}

/** Forgets what was made under `name` and returns it, so that it can be closed. */
export function takeFromProcess<T>(name: string): T | undefined {
  const things = registry();
  const thing = things.get(name) as T | undefined;
  things.delete(name);
  return thing;
}
