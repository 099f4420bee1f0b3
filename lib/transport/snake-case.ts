/** `externalId` is `external_id` outside: the API's spelling of the names inside. */
export function snakeCase(name: string): string {
  const known = spellings.get(name);
  if (known !== undefined) return known;
  const spelling = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (spellings.size < MOST_SPELLED) spellings.set(name, spelling);
  return spelling;
}
/** The product's own names are few; what else comes along must not fill the memory. */
const spellings = new Map<string, string>();
const MOST_SPELLED = 2000;

/** The keys of these are the caller's own. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(["metadata", "properties"]);

/** Every key of a JSON value, at every depth. */
export function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== "object" || value === null) return value;
  // Key by key: by entries the same takes five times as long.
  const spelled: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    spelled[snakeCase(key)] = AS_THEY_ARE.has(key) ? inner : snakeKeys(inner);
  }
  return spelled;
}
