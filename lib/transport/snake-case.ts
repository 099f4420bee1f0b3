/** `externalId` is `external_id` outside: the API's spelling of the names inside. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The keys of these are the caller's own. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(["metadata", "properties"]);

/** Every key of a JSON value, at every depth. */
export function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      snakeCase(key),
      AS_THEY_ARE.has(key) ? inner : snakeKeys(inner),
    ]),
  );
}
