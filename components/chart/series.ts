import { decimalText, parseDecimal } from "@/lib/money/decimal";

/** What a chart is given: decimal texts, so that labels and table are exact. */
export type Series = {
  readonly id: string;
  readonly label: string;
  /** Of a state, which has its own everywhere; without it, one by its id. */
  readonly colour?: string;
};

/** Of a chart of lines. */
export type LineSeries = Series & { readonly colour: string; readonly isDashed?: boolean };

export type Point = {
  /** Unique on the axis, such as the day's date. */
  readonly key: string;
  /** As the axis says it: `12 Nov`. */
  readonly label: string;
  /** Decimal text by series id; what is missing is zero. */
  readonly values: Readonly<Record<string, string>>;
  /** The bucket is not over yet: it is drawn lighter and called "so far". */
  readonly isPartial?: boolean;
  /** Where a click on the column, or on its row in the table, leads. */
  readonly href?: string;
  /** Where a click on one series' part of it leads instead, by series id. */
  readonly hrefs?: Readonly<Record<string, string>>;
  /** Decimal text of all series together in the same place of the time before: drawn as a line. */
  readonly before?: string;
};

/** The id of what is left after the largest series; always grey and last. */
export const OTHER = "other";

const HUES = 6;

/**
 * A colour for each series, tied to its id and not to its rank, so that a filter recolours nothing
 * unless two ids want one hue: then the later id (by text) takes the next free one.
 */
export function coloursOf(series: readonly Series[]): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  const taken = new Set<number>();
  for (const { id, colour } of series.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (colour !== undefined) {
      colours.set(id, colour);
      continue;
    }
    const hue = id === OTHER ? undefined : freeHue(id, taken);
    if (hue !== undefined) taken.add(hue);
    colours.set(id, hue === undefined ? "var(--chart-other)" : `var(--chart-${hue + 1})`);
  }
  return colours;
}

function freeHue(id: string, taken: ReadonlySet<number>): number | undefined {
  const wanted = [...id].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 65_521, 7);
  for (let step = 0; step < HUES; step++) {
    const hue = (wanted + step) % HUES;
    if (!taken.has(hue)) return hue;
  }
  return undefined;
}

/** Whether there is a time before to be drawn. */
export const isCompared = (points: readonly Point[]): boolean =>
  points.some(({ before }) => before !== undefined);

/** Whether some value is no whole number; what comes in pieces is not read off in halves. */
export const hasFractions = (points: readonly Point[]): boolean =>
  points.some(({ values, before }) =>
    [...Object.values(values), before ?? "0"].some((text) => text.includes(".")),
  );

/** What the line of the time before is called. */
export const BEFORE = "Time before";

/** The exact sum of decimal texts, as decimal text. */
export const sumOf = (texts: Iterable<string | undefined>): string => {
  let total = 0n;
  for (const text of texts) total += parseDecimal(text ?? "0") ?? 0n;
  return decimalText(total);
};

/** Decimal text as a number of pixels' worth: the one place where an amount becomes a float. */
export const toPixels = (text: string | undefined): number => Number(text ?? "0");
