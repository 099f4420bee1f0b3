/**
 * Reads a JSON body, and sees what `JSON.parse` hides: numbers that a float would change,
 * text that PostgreSQL cannot keep, nesting without end.
 */
import { DomainError } from "@/lib/errors";
import { type Fault, MOST_FAULTS } from "@/lib/transport/fault";

/** A float keeps every decimal of so many significant digits, and loses some of longer ones. */
const MOST_DIGITS = 15;
const DEEPEST = 16;

type Path = readonly (string | number)[];

/**
 * @returns the value, and what is wrong with it before any schema looks at it.
 * @throws DomainError `validation_error` if it is not JSON at all.
 */
export function parseJson(text: string): { value: unknown; faults: readonly Fault[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw brokenJson("The body is not valid JSON");
  }
  return { value, faults: [...longNumbers(text), ...unfit(text, value)].slice(0, MOST_FAULTS) };
}

const NONE: readonly Fault[] = [];

/**
 * Almost no body can hold such text: it takes an escape or that key, and more brackets than a
 * body may be deep. Only then is the value walked through.
 */
const unfit = (text: string, value: unknown): readonly Fault[] =>
  MAY_BE_UNFIT.test(text) || hasBrackets(text, DEEPEST) ? unfitParts(value) : NONE;
/** Also what is no whole letter: such text comes from a caller in process, never from UTF-8. */
const MAY_BE_UNFIT = /\\u|__proto__|\p{Surrogate}/u;

function hasBrackets(text: string, atLeast: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code === 0x5b || code === 0x7b) && ++count >= atLeast) return true;
  }
  return false;
}

export const brokenJson = (detail: string) =>
  new DomainError("validation_error", detail, {
    fields: { "": [detail] },
    faults: [{ pointer: "", code: "invalid_json", detail }],
  });

/** Text that no column can hold, and nesting deeper than anything documented. */
function unfitParts(root: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const waiting: Part[] = [{ value: root, path: [] }];
  // A stack of its own: a hostile body must not exhaust the machine's.
  for (let part = waiting.pop(); part && faults.length < MOST_FAULTS; part = waiting.pop()) {
    if (part.path.length > DEEPEST) return [tooDeep(part.path)];
    const inner = partsOf(part);
    if (isUnfitPart(part, inner)) faults.push(unfitText(part.path));
    waiting.push(...inner);
  }
  return faults;
}

type Part = { readonly value: unknown; readonly path: Path };

function partsOf({ value, path }: Part): readonly Part[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return value.map((item, index) => ({ value: item, path: [...path, index] }));
  return Object.entries(value).map(([key, item]) => ({ value: item, path: [...path, key] }));
}

const isUnfitPart = ({ value }: Part, inner: readonly Part[]) =>
  typeof value === "string" ? isUnfit(value) : inner.some(({ path }) => isUnfitKey(path.at(-1)));

const isUnfitKey = (key: string | number | undefined) =>
  typeof key === "string" && (isUnfit(key) || key === "__proto__");

/** Text that no column can hold. With the flag u a pair is one letter: only half of one matches. */
export const isUnfit = (text: string) => text.includes("\0") || /\p{Surrogate}/u.test(text);

const unfitText = (path: Path): Fault => ({
  path,
  code: "invalid_text",
  message: "Text may not contain U+0000, half of a surrogate pair, or the key __proto__",
});

const tooDeep = (path: Path): Fault => ({
  path: path.slice(0, 1),
  code: "too_deep",
  message: `Nested more than ${DEEPEST} levels deep`,
});

/** Almost no body has one; only then is the text looked through token by token. */
const MAY_BE_LONG = /\d[\d.]{15}/;
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],:]/g;

function longNumbers(text: string): readonly Fault[] {
  if (!MAY_BE_LONG.test(text)) return NONE;
  const faults: Fault[] = [];
  const walk = pathWalk();
  for (const [token] of text.matchAll(TOKENS)) {
    const isNumber = /^[-\d]/.test(token);
    if (!isNumber) walk.take(token);
    else if (significantDigits(token) > MOST_DIGITS) faults.push(longNumber(walk.path()));
  }
  return faults;
}

/** What stands in the path inside an object, until its key is read, and in a list. */
const OPENING: Readonly<Record<string, string | number>> = { "{": "", "[": 0 };

/** Follows the tokens of a valid JSON text and knows where in it one stands. */
function pathWalk() {
  const stack: (string | number)[] = [];
  let text = "";
  return {
    path: (): Path => [...stack],
    take(token: string) {
      const top = stack.at(-1);
      if (token in OPENING) stack.push(OPENING[token] ?? "");
      else if (token === "}" || token === "]") stack.pop();
      else if (token === ":") stack[stack.length - 1] = JSON.parse(text);
      else if (token !== ",") text = token;
      else if (typeof top === "number") stack[stack.length - 1] = top + 1;
    },
  };
}

function significantDigits(token: string): number {
  const mantissa = token.replace(/[eE].*$/, "").replace(/[-.]/g, "");
  return mantissa.replace(/^0+/, "").replace(/0+$/, "").length;
}

const longNumber = (path: Path): Fault => ({
  path,
  code: "send_as_string",
  message: `A number of more than ${MOST_DIGITS} digits would be changed on its way; send it as a string (send_as_string)`,
});
