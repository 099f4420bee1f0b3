/**
 * JSON read and written again with each number as it was spelled: a float would show
 * 12345678901234567891 as …567000, and just that may be the fault that is looked for.
 */

/** Begins the text that stands for a number until it is written; no column could hold such text. */
const MARK = "\0";
const SPELLED = /^\0(-?\d[\d.eE+-]*)$/;
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const WRITTEN_NUMBERS = /"\\u0000(-?\d[\d.eE+-]*)"/g;

/** @throws SyntaxError if it is not JSON. */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text);
  let isExact = true;
  const marked = text.replace(TOKENS, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    isExact = false;
    return JSON.stringify(MARK + token);
  });
  return isExact ? value : JSON.parse(marked);
}

/** @returns how the number was spelled, if `value` stands for one. */
export const spelledNumber = (value: string): string | undefined => SPELLED.exec(value)?.[1];

/** @param indent of each level, in spaces. */
export const writeExact = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent).replace(WRITTEN_NUMBERS, "$1");

/** The same JSON, a line for each of its parts. */
export const prettyJson = (text: string): string => writeExact(parseExact(text), 2);
