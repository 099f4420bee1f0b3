/** Bodies of the API's fuzz test with a part deep within them replaced, left out, added or repeated. */
import fc from "fast-check";
import { hostile, hostileText } from "./fuzz-values";

type Place = readonly (string | number)[];
type Deed =
  | { readonly kind: "replace" | "add"; readonly key: string; readonly value: unknown }
  | { readonly kind: "leave out" }
  | { readonly kind: "repeat"; readonly times: number };

const MOST_PLACES = 200;

/** Each place within the value, itself not. */
function placesIn(root: unknown): readonly Place[] {
  const places: Place[] = [];
  const waiting: { readonly value: unknown; readonly at: Place }[] = [{ value: root, at: [] }];
  for (let one = waiting.shift(); one && places.length < MOST_PLACES; one = waiting.shift()) {
    const { value, at } = one;
    if (at.length > 0) places.push(at);
    if (typeof value !== "object" || value === null) continue;
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      waiting.push({ value: inner, at: [...at, isList ? Number(key) : key] });
    }
  }
  return places;
}

const deed = (known: readonly string[]): fc.Arbitrary<Deed> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("replace" as const),
        key: fc.constant(""),
        value: fc.oneof(hostile, fc.constantFrom(...known), fc.nat(1_000)),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("add" as const),
        key: fc.oneof(hostileText, fc.constantFrom("x".repeat(5_000), "😀", "a.b", "$ref")),
        value: hostile,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave out" as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("repeat" as const),
        times: fc.constantFrom(2, 101, 1_001),
      }),
    },
  );

/** The body with up to so many of its parts changed. */
export function changedWithin<T extends object>(
  body: T,
  known: readonly string[],
  most: number,
): fc.Arbitrary<T> {
  const places = placesIn(body);
  if (places.length === 0) return fc.constant(body);
  const change = fc.tuple(fc.constantFrom(...places), deed(known));
  return fc.array(change, { minLength: 0, maxLength: most }).map((changes) => {
    const changed = structuredClone(body);
    for (const [place, done] of changes) act(changed, place, done);
    return changed;
  });
}

/** Nothing, where an earlier change took the place away. */
function act(root: unknown, place: Place, deed: Deed): void {
  const last = place.at(-1);
  const parent = place.slice(0, -1).reduce<unknown>((value, step) => partOf(value, step), root);
  if (typeof parent !== "object" || parent === null || last === undefined) return;
  const holder = parent as Record<string | number, unknown>;
  if (deed.kind === "replace") set(holder, last, deed.value);
  else if (deed.kind === "leave out") delete holder[last];
  else if (deed.kind === "add") addTo(partOf(holder, last), deed);
  else if (deed.kind === "repeat" && Array.isArray(parent)) {
    parent.push(...Array.from({ length: deed.times - 1 }, () => structuredClone(holder[last])));
  }
}

const partOf = (value: unknown, step: string | number): unknown =>
  typeof value === "object" && value !== null
    ? (value as Record<string | number, unknown>)[step]
    : undefined;

function addTo(within: unknown, { key, value }: { readonly key: string; readonly value: unknown }) {
  if (typeof within !== "object" || within === null) return;
  if (Array.isArray(within)) within.push(value);
  else set(within as Record<string, unknown>, key, value);
}

/** As an own key, whatever it is called. */
const set = (holder: object, key: string | number, value: unknown) =>
  Object.defineProperty(holder, key, {
    value,
    ...{ enumerable: true, configurable: true, writable: true },
  });
