/**
 * Which operation a path leads to. A walk from step to step, because many paths that
 * share their beginnings cost a router of patterns more than the operation.
 */
import type { Route } from "./route";

type Match = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

type Place = {
  readonly fixed: Map<string, Place>;
  /** Where a step of any text leads: `{walletId}`. */
  open: Place | undefined;
  readonly ends: Map<string, End>;
};
/** `names` are those of the path's open steps, in their order. */
type End = { readonly route: Route; readonly names: readonly string[] };

type Paths = {
  /** The operation, `/wallets/debit` before `/wallets/{walletId}`. */
  readonly find: (method: string, steps: readonly string[]) => Match | undefined;
  /** What the path takes, if it is one. */
  readonly methodsOf: (steps: readonly string[]) => readonly string[];
};

export function pathsOf(routes: readonly Route[]): Paths {
  const root = newPlace();
  for (const route of routes) add(root, route);
  return {
    find: (method, steps) => {
      const found = walk(root, steps, (place) => place.ends.has(method));
      const end = found?.place.ends.get(method);
      return found && end && { route: end.route, params: named(end.names, found.values) };
    },
    methodsOf: (steps) => [
      ...(walk(root, steps, (place) => place.ends.size > 0)?.place.ends.keys() ?? []),
    ],
  };
}

const newPlace = (): Place => ({ fixed: new Map(), open: undefined, ends: new Map() });

function add(root: Place, route: Route): void {
  const names: string[] = [];
  let place = root;
  for (const step of stepsOf(route.path)) {
    const name = /^\{(\w+)\}$/.exec(step)?.[1];
    if (name !== undefined) names.push(name);
    place = name === undefined ? fixedStep(place, step) : openStep(place);
  }
  place.ends.set(route.method.toUpperCase(), { route, names });
}

function fixedStep({ fixed }: Place, step: string): Place {
  const next = fixed.get(step) ?? newPlace();
  fixed.set(step, next);
  return next;
}

function openStep(place: Place): Place {
  place.open ??= newPlace();
  return place.open;
}

/** What stands between the slashes; the first slash begins the path. */
export const stepsOf = (path: string): readonly string[] => path.split("/").slice(1);

type Found = { readonly place: Place; readonly values: readonly string[] };

function walk(
  place: Place,
  steps: readonly string[],
  isMeant: (place: Place) => boolean,
  values: readonly string[] = [],
): Found | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return isMeant(place) ? { place, values } : undefined;
  const fixed = place.fixed.get(step);
  const found = fixed && walk(fixed, rest, isMeant, values);
  if (found || !place.open || step === "") return found;
  return walk(place.open, rest, isMeant, [...values, step]);
}

const named = (names: readonly string[], values: readonly string[]) =>
  Object.fromEntries(names.map((name, place) => [name, decoded(values[place] ?? "")]));

/** A text with a broken escape is taken as it is written. */
function decoded(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
