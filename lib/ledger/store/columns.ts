/**
 * Columns of set-based statements, as PostgreSQL writes arrays. The driver would look at each
 * value for what it is and what must be escaped; here both are known, which is most of the cost.
 */

/** Of values that need no quotes: ids, numbers, instants, booleans, words of our own. */
export const plainColumn = <Thing>(
  things: readonly Thing[],
  read: (thing: Thing) => string | number | boolean | null,
): string => `{${things.map((thing) => read(thing) ?? "NULL").join(",")}}`;

/** Of any text. */
export const textColumn = <Thing>(
  things: readonly Thing[],
  read: (thing: Thing) => string | null | undefined,
): string => `{${things.map((thing) => quoted(read(thing))).join(",")}}`;

function quoted(value: string | null | undefined): string {
  if (value === null || value === undefined) return "NULL";
  return SPECIAL.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : `"${value}"`;
}
const SPECIAL = /["\\]/;

/** An instant as a column has it. */
export function instantText(at: Date): string {
  const time = at.getTime();
  // The rows of a batch tell few instants, each many times.
  if (time !== lastTime) {
    lastText = at.toISOString();
    lastTime = time;
  }
  return lastText;
}
let lastTime = Number.NaN;
let lastText = "";
