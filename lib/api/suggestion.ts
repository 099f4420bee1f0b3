/** "Did you mean": the known key nearest to one that a body may not have. */
import * as z from "zod";

/** The keys that `schema` knows at `path`, through arrays, unions and wrappers. */
export function knownKeysAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  const [step, ...rest] = path;
  return branchesOf(schema).flatMap((branch) => {
    if (branch instanceof z.ZodObject) {
      if (step === undefined) return Object.keys(branch.shape);
      return knownKeysAt(branch.shape[String(step)], rest);
    }
    if (branch instanceof z.ZodArray && step !== undefined) {
      return knownKeysAt(branch.element, rest);
    }
    return [];
  });
}

/** Whether what `schema` knows as `key` is a list, whatever wraps it. */
export const takesListAt = (schema: unknown, key: string): boolean =>
  branchesOf(schema).some(
    (branch) =>
      branch instanceof z.ZodObject &&
      branchesOf(branch.shape[key]).some((inner) => inner instanceof z.ZodArray),
  );

/** Takes off what wraps a schema, and lays unions side by side. */
function branchesOf(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return branchesOf(schema.unwrap());
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return branchesOf(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return branchesOf(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(branchesOf);
  return [schema];
}

/** No key of ours is nearly as long, and comparing takes the product of both lengths. */
const LONGEST_MEANT = 60;

/** @returns `undefined` when no known key is near enough to be meant. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  if (key.length > LONGEST_MEANT) return undefined;
  const most = Math.max(2, Math.floor(key.length / 3));
  const meant = plain(key);
  const [best] = known
    .filter((candidate) => Math.abs(plain(candidate).length - meant.length) <= most)
    .map((candidate) => ({ candidate, far: distance(meant, plain(candidate)) }))
    .toSorted((a, b) => a.far - b.far);
  const isNear = best && best.far <= most;
  return isNear ? best.candidate : known.find((candidate) => containsWord(candidate, key));
}

const plain = (key: string) => key.toLowerCase().replace(/[^a-z0-9]/g, "");

/** `customer` for `customer_id`, `externalCustomer` for `external_customer_id`. */
function containsWord(candidate: string, key: string): boolean {
  const [a, b] = [plain(candidate), plain(key)];
  return b.length >= 4 && (a.includes(b) || (a.length >= 4 && b.includes(a)));
}

/** How many letters to insert, delete or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
