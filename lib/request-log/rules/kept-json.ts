/**
 * JSON as the log keeps it: no secrets, and cut where it is long in a way that leaves it JSON.
 * All parts of one level are cut alike, so that what stands last is no worse off.
 */
import { parseExact, spelledNumber, writeExact } from "./exact-json";
import { isSecret, isSecretName, REDACTED, withoutSecrets } from "./secret";

/** What is kept of a body, and of an answer. */
export const MOST_BYTES = 4_096;
const DEEPEST = 16;
const LONGEST_NUMBER = 40;

type Limits = {
  /** Of a list, and fields of an object. */
  readonly items: number;
  /** Of a text or a name. */
  readonly letters: number;
};
const WHOLE: Limits = { items: Number.POSITIVE_INFINITY, letters: Number.POSITIVE_INFINITY };
/** Ever fewer, until it fits; the last always does, at any depth. */
const CUTS: readonly Limits[] = [
  { items: 50, letters: 1_000 },
  { items: 20, letters: 500 },
  { items: 10, letters: 200 },
  { items: 5, letters: 100 },
  { items: 3, letters: 50 },
  { items: 1, letters: 10 },
];

export type KeptJson = {
  /** Compact JSON of at most `MOST_BYTES`. */
  readonly text: string;
  readonly isCut: boolean;
};

/** @returns undefined if it is not JSON: then there is no telling what in it is a secret. */
export function keptJson(text: string): KeptJson | undefined {
  const value = parsed(text);
  if (value === undefined) return undefined;
  for (const limits of [WHOLE, ...CUTS]) {
    const kept = writeExact(part(value, limits, 0));
    if (bytesOf(kept) <= MOST_BYTES) return { text: kept, isCut: limits !== WHOLE };
  }
  throw new RangeError("the last cut fits whatever was sent");
}

function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

function part(value: unknown, limits: Limits, depth: number): unknown {
  if (typeof value === "string") return textOrNumber(value, limits);
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEEPEST) return "… nested deeper";
  return Array.isArray(value) ? list(value, limits, depth) : fields(value, limits, depth);
}

function textOrNumber(value: string, { letters }: Limits): string {
  const number = spelledNumber(value);
  if (number === undefined) return short(withoutSecrets(value), letters);
  return number.length <= LONGEST_NUMBER ? value : short(number, Math.min(letters, LONGEST_NUMBER));
}

function list(values: readonly unknown[], limits: Limits, depth: number): readonly unknown[] {
  const shown = values.slice(0, limits.items).map((value) => part(value, limits, depth + 1));
  const more = values.length - shown.length;
  return more > 0 ? [...shown, `… ${more} more`] : shown;
}

function fields(value: object, limits: Limits, depth: number): object {
  const all = Object.entries(value);
  const hides = namesSecret(all);
  const shown = all.slice(0, limits.items).map(([name, inner]) => {
    const isHidden = isSecret(name, inner) || (hides && /^values?$/i.test(name));
    const told = isHidden ? REDACTED : part(inner, limits, depth + 1);
    return [short(withoutSecrets(name.replaceAll("\0", "")), limits.letters), told] as const;
  });
  const more = all.length - shown.length;
  return Object.fromEntries(more > 0 ? [...shown, ["…", `${more} more`]] : shown);
}

/** `{"name": "password", "value": "…"}`: the name stands beside what it names. */
const namesSecret = (entries: readonly (readonly [string, unknown])[]): boolean =>
  entries.some(
    ([name, value]) =>
      /^(key|name|field|header|property)$/i.test(name) &&
      typeof value === "string" &&
      isSecretName(value),
  );

function short(text: string, letters: number): string {
  if (text.length <= letters) return text;
  // Half of a surrogate pair is no letter.
  const head = text.slice(0, letters).replace(/[\ud800-\udbff]$/, "");
  return `${head}… ${text.length - head.length} more letters`;
}
