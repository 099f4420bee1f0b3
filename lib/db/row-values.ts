/**
 * How the hot pools read what PostgreSQL answers. Their sessions tell instants in UTC and most lists
 * are empty: reading those as what they are takes a tenth of what the driver's patterns take.
 */
import pg from "pg";

/** @param text an instant, as PostgreSQL writes it: `2026-11-22 17:46:29.5+00`. */
export function instantFromText(text: string): Date {
  // A year of other than four digits, before Christ, another zone, or no instant at all.
  if (!PLAIN.test(text)) return asDriver(INSTANT)(text) as Date;
  return new Date(
    Date.UTC(
      digits(text, 0, 4),
      digits(text, 5, 7) - 1,
      digits(text, 8, 10),
      digits(text, 11, 13),
      digits(text, 14, 16),
      digits(text, 17, 19),
      milliseconds(text),
    ),
  );
}
// Date.UTC takes the first hundred years for those of the twentieth century.
const PLAIN = /^(?!00)\d{4}-.{14}(?:\.\d+)?\+00$/;

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = 10 * number + text.charCodeAt(at) - ZERO;
  return number;
}
const ZERO = "0".charCodeAt(0);

/** Of the three places behind the point; those that are zero at the end are not written. */
function milliseconds(text: string): number {
  const end = Math.min(text.length - "+00".length, POINT + 4);
  return end <= POINT ? 0 : digits(text, POINT + 1, end) * 10 ** (POINT + 4 - end);
}
const POINT = "2026-11-22 17:46:29".length;

const asDriver = (type: number) => pg.types.getTypeParser(type, "text");

const INSTANT = pg.types.builtins.TIMESTAMPTZ;
const TEXTS = 1009;

const textsFromText = (text: string): unknown => (text === "{}" ? [] : asDriver(TEXTS)(text));

type Read = (text: string) => unknown;

const READERS: ReadonlyMap<number, Read> = new Map<number, Read>([
  [INSTANT, instantFromText],
  [TEXTS, textsFromText],
]);

/** For a pool's `types`. */
export const ROW_VALUES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    (format !== "binary" && READERS.get(type)) || pg.types.getTypeParser(type, format),
};
